package org.suwen.fhir.search;

import java.util.List;

/** Operands of reference parameters: by id, by address, by logical identifier. */
final class References {
    private References() {}

    static Operand of(SearchParameter parameter, String modifier, String raw, SearchSetting setting) {
        if (modifier.equals("identifier")) {
            return logical(parameter, raw);
        }
        if (!modifier.isEmpty() && !Character.isUpperCase(modifier.charAt(0))) {
            throw new SearchException(
                    "not-supported",
                    parameter.name() + ":" + modifier,
                    "this modifier is not offered for a parameter of kind `reference`");
        }
        IndexValue.Link wanted = target(parameter, modifier, raw, setting);
        if (wanted.id().isEmpty()) {
            return value -> value instanceof IndexValue.Link link && sameAddress(link.url(), wanted.url());
        }
        return value -> value instanceof IndexValue.Link link
                && link.id().equals(wanted.id())
                && (wanted.type().isEmpty() || link.type().equals(wanted.type()));
    }

    /** What a value points to: type, when it can be told, and id; or an address only. */
    static IndexValue.Link target(SearchParameter parameter, String modifier, String raw, SearchSetting setting) {
        String plain = Escapes.plain(raw);
        String local = plain.startsWith(setting.base())
                ? plain.substring(setting.base().length())
                : plain;
        boolean address = local.indexOf(':') >= 0 || local.indexOf('#') >= 0;
        if (address) {
            return new IndexValue.Link("", "", local, "", "");
        }
        if (local.indexOf('/') >= 0) {
            IndexValue.Link link = Links.of(local);
            boolean contradiction = !modifier.isEmpty() && !modifier.equals(link.type());
            return contradiction ? new IndexValue.Link("", "", "\u0000", "", "") : link;
        }
        String only =
                parameter.targets().size() == 1 ? parameter.targets().iterator().next() : "";
        return new IndexValue.Link(modifier.isEmpty() ? only : modifier, local, local, "", "");
    }

    private static boolean sameAddress(String one, String other) {
        int bar = one.indexOf('|');
        return one.equals(other)
                || (bar > 0 && other.indexOf('|') < 0 && one.substring(0, bar).equals(other));
    }

    private static Operand logical(SearchParameter parameter, String raw) {
        List<String> parts =
                Escapes.split(raw, '|').stream().map(Escapes::plain).toList();
        if (parts.size() > 2) {
            throw SearchException.value(parameter.name(), "`:identifier` takes `system|value` or `value`");
        }
        String value = parts.getLast();
        if (parts.size() == 1) {
            return found ->
                    found instanceof IndexValue.Link link && link.value().equals(value);
        }
        return found -> found instanceof IndexValue.Link link
                && (value.isEmpty() || link.value().equals(value))
                && link.system().equals(parts.getFirst());
    }
}
