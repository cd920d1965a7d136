package org.suwen.fhir.search;

import java.util.HashSet;
import java.util.Set;
import org.suwen.fhir.Subset;

/** In which form resources are wanted: {@code _summary} and {@code _elements} (search, 3.1.1.5.8, 3.1.1.5.9). */
final class Shape {
    private final String type;
    private final Set<String> elements = new HashSet<>();
    private String summary = "false";

    Shape(String type) {
        this.type = type;
    }

    void summary(String value) {
        summary = value;
    }

    void elements(String value) {
        for (String name : value.split(",", -1)) {
            if (!name.matches("[A-Za-z]+(\\.[A-Za-z]+)?")) {
                throw SearchException.value(
                        "_elements", "name elements at the top of the resource, with commas between");
            }
            elements.add(name.indexOf('.') < 0 ? type + "." + name : name);
        }
    }

    boolean countOnly() {
        return summary.equals("count");
    }

    boolean subsets() {
        return !elements.isEmpty() || !summary.equals("false");
    }

    byte[] apply(String resourceType, byte[] resource) {
        if (!subsets()) {
            return resource;
        }
        boolean chosen = elements.stream().anyMatch(each -> each.startsWith(resourceType + "."));
        if (!chosen && summary.equals("false")) {
            return resource;
        }
        return Subset.of(resource, property -> keeps(resourceType, property, chosen));
    }

    private boolean keeps(String resourceType, String property, boolean chosen) {
        SearchParameters table = SearchParameters.r4();
        boolean required = table.isRequired(resourceType, property);
        if (chosen) {
            return required || elements.stream().anyMatch(each -> isElement(each, resourceType, property));
        }
        return switch (summary) {
            case "true" -> required || table.inSummary(resourceType, property);
            case "text" -> required || property.equals("text");
            case "data" -> !property.equals("text");
            default -> true;
        };
    }

    private static boolean isElement(String element, String resourceType, String property) {
        String name = element.substring(element.indexOf('.') + 1);
        return element.startsWith(resourceType + ".")
                && (property.equals(name) || SearchParameters.isChoice(name, property));
    }
}
