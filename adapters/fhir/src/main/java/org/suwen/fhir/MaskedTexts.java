package org.suwen.fhir;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.suwen.classification.ElementRule;
import org.suwen.classification.IdentifierKind;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The texts that stand in masked elements of a resource, so that copies of them elsewhere in it are found. Short Latin
 * texts are left out: they stand in too many words.
 */
final class MaskedTexts {
    private static final Set<String> LEAVES =
            Set.of("value", "family", "given", "text", "line", "birthDate", "data", "serialNumber");
    private static final int LEAST_LATIN = 4;

    private final Map<String, ElementRule> rules;
    private final Set<IdentifierKind> mask;
    private final Set<String> found = new HashSet<>();
    private final StringBuilder path = new StringBuilder();

    private MaskedTexts(Map<String, ElementRule> rules, Set<IdentifierKind> mask) {
        this.rules = rules;
        this.mask = mask;
    }

    static Set<String> of(byte[] resource, Map<String, ElementRule> rules, Set<IdentifierKind> mask) {
        MaskedTexts texts = new MaskedTexts(rules, mask);
        try (JsonParser in = FhirJson.parser(resource)) {
            in.nextToken();
            texts.value(in, "", false);
        }
        return texts.found;
    }

    private void value(JsonParser in, String name, boolean masked) {
        switch (in.currentToken()) {
            case START_OBJECT -> {
                for (String inner = in.nextName(); inner != null; inner = in.nextName()) {
                    in.nextToken();
                    property(in, inner, masked);
                }
            }
            case START_ARRAY -> {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    value(in, name, masked);
                }
            }
            case VALUE_STRING -> {
                if (masked && LEAVES.contains(name) && tellsSomething(in.getString())) {
                    found.add(in.getString());
                }
            }
            default -> {}
        }
    }

    private void property(JsonParser in, String name, boolean masked) {
        int length = path.length();
        path.append(length == 0 ? "" : ".").append(name);
        ElementRule rule = masked ? null : rules.get(path.toString());
        value(in, name, masked || (rule != null && mask.contains(rule.kind())));
        path.setLength(length);
    }

    private static boolean tellsSomething(String text) {
        boolean latin = text.chars().allMatch(c -> c < 0x250);
        return text.length() >= (latin ? LEAST_LATIN : 2);
    }
}
