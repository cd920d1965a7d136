package org.suwen.fhir.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tokens out of codes, codings, concepts, identifiers, contacts and flags. */
final class Tokens {
    /** A flag and a time of which the presence alone says yes. */
    static final String DECEASED = "deceased";

    /** Whoever is not said to be dead is taken for living (Patient, search parameter deceased). */
    static final IndexValue.Token NOT_DECEASED = new IndexValue.Token("", true, "false", List.of(), List.of());

    private Tokens() {}

    static void read(String type, Object found, Consumer<IndexValue> out) {
        Map<String, Object> map = Json.map(found);
        switch (type) {
            case "CodeableConcept" -> concept(map, out);
            case "Coding" -> coding(map, List.of(), out);
            case "Identifier" -> identifier(map, out);
            case "ContactPoint" ->
                Json.text(map.get("value"))
                        .ifPresent(value -> out.accept(
                                new IndexValue.Token(Json.textOr(map, "system"), true, value, List.of(), List.of())));
            case DECEASED ->
                Json.text(found)
                        .ifPresent(text -> out.accept(new IndexValue.Token(
                                "", true, text.equals("false") ? text : "true", List.of(), List.of())));
            default ->
                Json.text(found)
                        .ifPresent(code -> out.accept(new IndexValue.Token("", true, code, List.of(), List.of())));
        }
    }

    private static void concept(Map<String, Object> concept, Consumer<IndexValue> out) {
        Optional<String> text = Json.text(concept.get("text"));
        List<?> codings = Json.list(concept.get("coding"));
        for (Object each : codings) {
            coding(Json.map(each), text.stream().toList(), out);
        }
        if (codings.isEmpty() && text.isPresent()) {
            out.accept(new IndexValue.Token("", false, "", List.of(text.get()), List.of()));
        }
    }

    private static void coding(Map<String, Object> coding, List<String> texts, Consumer<IndexValue> out) {
        List<String> all = new ArrayList<>(texts);
        Json.text(coding.get("display")).ifPresent(all::add);
        String code = Json.textOr(coding, "code");
        String system = Json.textOr(coding, "system");
        if (!code.isEmpty() || !system.isEmpty() || !all.isEmpty()) {
            out.accept(new IndexValue.Token(system, false, code, all, List.of()));
        }
    }

    private static void identifier(Map<String, Object> identifier, Consumer<IndexValue> out) {
        String value = Json.textOr(identifier, "value");
        String system = Json.textOr(identifier, "system");
        if (value.isEmpty() && system.isEmpty()) {
            return;
        }
        Map<String, Object> type = Json.map(identifier.get("type"));
        List<String> texts = new ArrayList<>();
        Json.text(type.get("text")).ifPresent(texts::add);
        List<String> kinds = new ArrayList<>();
        for (Object each : Json.list(type.get("coding"))) {
            kinds.add(Json.textOr(Json.map(each), "system") + "|" + Json.textOr(Json.map(each), "code"));
        }
        out.accept(new IndexValue.Token(system, false, value, texts, kinds));
    }
}
