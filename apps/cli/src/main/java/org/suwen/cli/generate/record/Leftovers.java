package org.suwen.cli.generate.record;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What of Synthea's invented Americans must not remain: their names, numbers and addresses, those of the practitioners
 * and organisations around them, and the words and systems of the United States. The last step before writing.
 */
public final class Leftovers {

    /** Synthea's names carry a number: `Kathern391`. */
    private static final Pattern NUMBERED_NAME = Pattern.compile("\\p{Lu}[\\p{L}'’-]*\\p{Ll}\\d{1,4}");

    private static final List<String> WORDS = List.of(
            "Massachusetts",
            "us-ssn",
            "us-core",
            "us-npi",
            "synthetichealth",
            "smarthealthit",
            "bluebutton",
            "nubc.org",
            "passport",
            "Medicare",
            "Medicaid",
            "NO_INSURANCE");

    private static final int SHORTEST = 4;

    private final String patientUrl;
    private final Set<String> names = new HashSet<>();
    private final Set<String> phrases = new HashSet<>();

    /** Learns what to look for from a record as Synthea wrote it. */
    public Leftovers(RawRecord raw) {
        JsonNode patient = raw.patient().resource();
        this.patientUrl = raw.patientUrl();
        patient.path("identifier")
                .forEach(identifier -> phrase(identifier.path("value").asString("")));
        patient.path("telecom").forEach(telecom -> phrase(telecom.path("value").asString("")));
        patient.path("address").forEach(address -> address.path("line").forEach(line -> phrase(line.asString(""))));
        phrases.remove(patient.path("id").asString(""));
        strings(patient.path("name"));
        patient.path("extension")
                .forEach(extension -> named(extension.path("valueString").asString("")));
        raw.entries().forEach(entry -> displays(entry.resource()));
    }

    /** The place of the first leftover, if there is one: a JSON pointer, never the value. */
    public Optional<String> find(JsonNode written) {
        return find(written, "");
    }

    private Optional<String> find(JsonNode node, String pointer) {
        if (node.isString()) {
            return holds(node.asString()) ? Optional.of(pointer) : Optional.empty();
        }
        for (var field : node.properties()) {
            JsonNode value = field.getValue();
            String here = pointer + "/" + field.getKey();
            boolean hidden = field.getKey().equals("data") && value.isString() && holds(decoded(value.asString()));
            Optional<String> found = hidden ? Optional.of(here) : find(value, here);
            if (found.isPresent()) {
                return found;
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            Optional<String> found = find(node.get(i), pointer + "/" + i);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private boolean holds(String text) {
        Matcher matcher = NUMBERED_NAME.matcher(text);
        while (matcher.find()) {
            if (names.contains(matcher.group())) {
                return true;
            }
        }
        return WORDS.stream().anyMatch(text::contains) || phrases.stream().anyMatch(text::contains);
    }

    private void displays(JsonNode node) {
        String reference = node.path("reference").asString("");
        String display = node.path("display").asString("");
        if (reference.equals(patientUrl)) {
            named(display);
        }
        if (reference.contains("?identifier=")) { // a practitioner, place or organisation
            named(display);
            phrase(display);
        }
        node.forEach(this::displays);
    }

    private void strings(JsonNode node) {
        if (node.isString()) {
            named(node.asString());
        }
        node.forEach(this::strings);
    }

    private void named(String text) {
        NUMBERED_NAME.matcher(text).results().forEach(result -> names.add(result.group()));
    }

    private void phrase(String text) {
        if (text.length() >= SHORTEST) {
            phrases.add(text);
        }
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
