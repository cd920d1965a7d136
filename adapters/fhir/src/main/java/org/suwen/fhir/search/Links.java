package org.suwen.fhir.search;

import java.util.Map;
import java.util.function.Consumer;

/** References out of Reference and canonical elements, and how their addresses are taken apart. */
final class Links {
    private Links() {}

    static void read(ElementPath path, Object found, Consumer<IndexValue> out) {
        if (!path.type().equals("Reference")) {
            Json.text(found).ifPresent(url -> out.accept(new IndexValue.Link("", "", url, "", "")));
            return;
        }
        Map<String, Object> reference = Json.map(found);
        Map<String, Object> identifier = Json.map(reference.get("identifier"));
        String written = Json.textOr(reference, "reference");
        String system = Json.textOr(identifier, "system");
        String value = Json.textOr(identifier, "value");
        if (written.isEmpty() && value.isEmpty()) {
            return;
        }
        IndexValue.Link literal = of(written);
        String type = literal.type().isEmpty() ? Json.textOr(reference, "type") : literal.type();
        if (path.target().isPresent()
                && !type.isEmpty()
                && !type.equals(path.target().get())) {
            return;
        }
        out.accept(new IndexValue.Link(type, literal.id(), written, system, value));
    }

    /** {@code Type/id}, with or without a version; anything else is an address only. */
    static IndexValue.Link of(String written) {
        String plain = written;
        int history = plain.indexOf("/_history/");
        if (history > 0) {
            plain = plain.substring(0, history);
        }
        int slash = plain.indexOf('/');
        boolean relative = slash > 0
                && plain.indexOf('/', slash + 1) < 0
                && Character.isUpperCase(plain.charAt(0))
                && plain.indexOf(':') < 0;
        return relative
                ? new IndexValue.Link(plain.substring(0, slash), plain.substring(slash + 1), written, "", "")
                : new IndexValue.Link("", "", written, "", "");
    }
}
