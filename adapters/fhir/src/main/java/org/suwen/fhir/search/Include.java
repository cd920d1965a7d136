package org.suwen.fhir.search;

import java.util.List;

/**
 * A wish for further resources ({@code _include}, {@code _revinclude}).
 *
 * @param source the type that holds the reference
 * @param parameters its reference parameters
 * @param target the type that is pointed to; empty when any
 * @param reverse whether what points to the matches is wanted
 * @param iterate whether what was included is looked at too
 */
record Include(String source, List<SearchParameter> parameters, String target, boolean reverse, boolean iterate) {
    Include {
        parameters = List.copyOf(parameters);
    }

    static Include of(String type, String name, String value) {
        boolean reverse = name.startsWith("_revinclude");
        boolean iterate = name.endsWith(":iterate") || name.endsWith(":recurse");
        if (!iterate && !name.equals("_include") && !name.equals("_revinclude")) {
            throw new SearchException("not-supported", name, "the only modifier of an include is `:iterate`");
        }
        if (value.equals("*") && !reverse) {
            return new Include(type, references(type, "*", name), "", false, iterate);
        }
        String[] parts = value.split(":", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw SearchException.value(name, "an include is `Type:parameter` or `Type:parameter:Target`");
        }
        return new Include(
                parts[0], references(parts[0], parts[1], name), parts.length == 3 ? parts[2] : "", reverse, iterate);
    }

    private static List<SearchParameter> references(String type, String parameter, String name) {
        List<SearchParameter> found = SearchParameters.r4().of(type).stream()
                .filter(each -> each.kind() == SearchKind.REFERENCE)
                .filter(each -> parameter.equals("*") || each.name().equals(parameter))
                .toList();
        if (found.isEmpty()) {
            throw SearchException.value(name, "the include names no reference parameter of that type");
        }
        return found;
    }
}
