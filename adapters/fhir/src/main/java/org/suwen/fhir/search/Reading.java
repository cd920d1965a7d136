package org.suwen.fhir.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the conditions of a query: parameters with modifiers, chains and reverse chains. */
final class Reading {
    /** How many references a chain may follow. */
    private static final int DEEPEST = 4;

    /** Most alternatives of one condition. */
    private static final int MOST_ALTERNATIVES = 200;

    /** Longest value. */
    private static final int LONGEST = 4_000;

    private final Operands operands;
    private final SearchSetting setting;
    private final List<List<Anchor>> anchors = new ArrayList<>();

    Reading(SearchSetting setting) {
        this.setting = setting;
        this.operands = new Operands(setting);
    }

    /** What the conditions read so far hang on: one list each, of alternatives. */
    List<List<Anchor>> anchors() {
        return anchors;
    }

    Criterion criterion(String type, String name, String value) {
        if (value.length() > LONGEST) {
            throw new SearchException("too-long", name, "a value has at most `" + LONGEST + "` characters");
        }
        return criterion(type, name, value, 0);
    }

    private Criterion criterion(String type, String name, String value, int depth) {
        if (depth > DEEPEST) {
            throw new SearchException("too-costly", name, "a chain follows at most `" + DEEPEST + "` references");
        }
        if (name.startsWith("_has:")) {
            return pointed(type, name, value, depth);
        }
        int dot = name.indexOf('.');
        if (dot > 0) {
            return chain(type, name, dot, value, depth);
        }
        int colon = name.indexOf(':');
        String plain = colon < 0 ? name : name.substring(0, colon);
        String modifier = colon < 0 ? "" : name.substring(colon + 1);
        SearchParameter parameter = parameter(type, plain);
        if (modifier.equals("missing")) {
            if (!value.equals("true") && !value.equals("false")) {
                throw SearchException.value(name, "`:missing` is `true` or `false`");
            }
            return new Criterion.Missing(parameter, value.equals("true"));
        }
        List<String> alternatives = alternatives(name, value);
        if (depth == 0) {
            anchor(type, parameter, modifier, alternatives);
        }
        List<Operand> read = new ArrayList<>();
        alternatives.forEach(each -> read.add(operands.of(parameter, modifier, each)));
        return new Criterion.Has(parameter, read, modifier.equals("not"));
    }

    private static List<String> alternatives(String name, String value) {
        List<String> parts = Escapes.split(value, ',');
        if (parts.size() > MOST_ALTERNATIVES) {
            throw new SearchException(
                    "too-costly", name, "a condition has at most `" + MOST_ALTERNATIVES + "` alternatives");
        }
        return parts;
    }

    private static SearchParameter parameter(String type, String name) {
        return SearchParameters.r4()
                .find(type, name)
                .orElseThrow(() -> new SearchException(
                        "not-supported", name, "this is no search parameter of `" + type + "` that is offered here"));
    }

    private static SearchParameter reference(String type, String name) {
        SearchParameter parameter = parameter(type, name);
        if (parameter.kind() != SearchKind.REFERENCE) {
            throw SearchException.value(name, "only a reference parameter can be followed");
        }
        return parameter;
    }

    private Criterion chain(String type, String name, int dot, String value, int depth) {
        String link = name.substring(0, dot);
        String rest = name.substring(dot + 1);
        int colon = link.indexOf(':');
        SearchParameter parameter = reference(type, colon < 0 ? link : link.substring(0, colon));
        List<String> targets =
                colon < 0 ? parameter.targets().stream().sorted().toList() : List.of(link.substring(colon + 1));
        Map<String, Criterion> byType = new LinkedHashMap<>();
        Optional<SearchException> failed = Optional.empty();
        for (String target : targets) {
            try {
                byType.put(target, criterion(target, rest, value, depth + 1));
            } catch (SearchException unfit) {
                failed = Optional.of(unfit);
            }
        }
        if (byType.isEmpty()) {
            throw failed.orElseGet(() -> SearchException.value(name, "name the type that the chain goes through"));
        }
        if (depth == 0 && byType.keySet().equals(java.util.Set.of("Patient"))) {
            anchor("Patient", rest, alternatives(name, value));
        }
        return new Criterion.Chain(parameter, byType);
    }

    private Criterion pointed(String type, String name, String value, int depth) {
        String[] parts = name.split(":", 4);
        if (parts.length < 4) {
            throw SearchException.value("_has", "write `_has:Type:reference:parameter`");
        }
        SearchParameter parameter = reference(parts[1], parts[2]);
        boolean reaches = parameter.targets().isEmpty() || parameter.targets().contains(type);
        if (!reaches) {
            throw SearchException.value("_has", "that reference never points to the type searched for");
        }
        return new Criterion.Pointed(parts[1], parameter, criterion(parts[1], parts[3], value, depth + 1));
    }

    private void anchor(String type, String name, List<String> alternatives) {
        if (name.indexOf(':') < 0 && name.indexOf('.') < 0) {
            anchor(type, parameter(type, name), "", alternatives);
        }
    }

    private void anchor(String type, SearchParameter parameter, String modifier, List<String> alternatives) {
        List<Anchor> found = new ArrayList<>();
        for (String each : alternatives) {
            anchorOf(type, parameter, modifier, each).ifPresent(found::add);
        }
        if (!found.isEmpty() && found.size() == alternatives.size()) {
            anchors.add(List.copyOf(found));
        }
    }

    private Optional<Anchor> anchorOf(String type, SearchParameter parameter, String modifier, String raw) {
        if (parameter.name().equals("_id") && modifier.isEmpty()) {
            return Optional.of(new Anchor.Named(type, Escapes.plain(raw)));
        }
        boolean typed = !modifier.isEmpty() && Character.isUpperCase(modifier.charAt(0));
        if (parameter.kind() == SearchKind.REFERENCE && (modifier.isEmpty() || typed)) {
            IndexValue.Link link = References.target(parameter, modifier, raw, setting);
            String target = link.type().isEmpty() && parameter.targets().contains("Patient") ? "Patient" : link.type();
            return link.id().isEmpty() ? Optional.empty() : Optional.of(new Anchor.Named(target, link.id()));
        }
        boolean identity = type.equals("Patient")
                && modifier.isEmpty()
                && List.of("identifier", "phone", "telecom").contains(parameter.name());
        if (!identity) {
            return Optional.empty();
        }
        List<String> parts =
                Escapes.split(raw, '|').stream().map(Escapes::plain).toList();
        return parts.getLast().isEmpty()
                ? Optional.empty()
                : Optional.of(new Anchor.Identity(
                        parameter.name(), parts.size() == 2 ? parts.getFirst() : "", parts.getLast()));
    }
}
