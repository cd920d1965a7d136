package org.suwen.fhir.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a search parameter's values lie in the JSON of a resource.
 *
 * @param steps properties to follow, arrays flattened
 * @param type the FHIR type of what lies there
 * @param target the resource type a reference must point to, when one is named
 */
record ElementPath(List<Step> steps, String type, Optional<String> target) {
    /**
     * One property.
     *
     * @param property its JSON name
     * @param filter a property of what lies there that must have this value; empty when none
     */
    record Step(String property, Optional<Map.Entry<String, String>> filter) {
        private boolean lets(Object value) {
            return filter.isEmpty()
                    || (value instanceof Map<?, ?> map
                            && filter.get()
                                    .getValue()
                                    .equals(map.get(filter.get().getKey())));
        }
    }

    ElementPath {
        steps = List.copyOf(steps);
    }

    /** Reads {@code telecom[system=phone]:ContactPoint} or {@code subject:Reference(Patient)}. */
    static ElementPath of(String text) {
        int colon = text.lastIndexOf(':');
        String type = text.substring(colon + 1);
        int bracket = type.indexOf('(');
        Optional<String> target =
                bracket < 0 ? Optional.empty() : Optional.of(type.substring(bracket + 1, type.length() - 1));
        return new ElementPath(
                steps(text.substring(0, colon)), bracket < 0 ? type : type.substring(0, bracket), target);
    }

    static List<Step> steps(String text) {
        List<Step> steps = new ArrayList<>();
        for (String step : text.split("\\.")) {
            int bracket = step.indexOf('[');
            if (bracket < 0) {
                steps.add(new Step(step, Optional.empty()));
                continue;
            }
            String[] filter = step.substring(bracket + 1, step.length() - 1).split("=");
            steps.add(new Step(step.substring(0, bracket), Optional.of(Map.entry(filter[0], filter[1]))));
        }
        return steps;
    }

    /** Hands on every value that lies at the end of the steps. */
    void visit(Map<String, Object> from, Consumer<Object> visitor) {
        visit(from, steps, visitor);
    }

    static void visit(Object from, List<Step> steps, Consumer<Object> visitor) {
        if (steps.isEmpty()) {
            visitor.accept(from);
            return;
        }
        if (!(from instanceof Map<?, ?> map)) {
            return;
        }
        Step step = steps.getFirst();
        Object found = map.get(step.property());
        List<Step> rest = steps.subList(1, steps.size());
        if (found instanceof List<?> list) {
            list.stream().filter(step::lets).forEach(each -> visit(each, rest, visitor));
        } else if (found != null && step.lets(found)) {
            visit(found, rest, visitor);
        }
    }
}
