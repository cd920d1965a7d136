package org.suwen.server.invariants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Every text of the demo's patients that must not be readable anywhere: taken from the bundles, not from a list. */
final class PatientFacts {
    private static final Set<String> CODE_SYSTEMS =
            Set.of("icd", "snomed", "loinc", "rxnorm", "cvx", "atc", "hospital", "clinical");

    private final Set<String> texts = new TreeSet<>();

    private PatientFacts() {}

    /** The facts of all bundles under the demo hospital's folder. */
    static Set<String> of(Path hospital) {
        var facts = new PatientFacts();
        for (Path bundle : DemoServer.files(hospital.resolve("patients"))) {
            try {
                facts.walk("", Http.JSON.readTree(Files.readAllBytes(bundle)));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return facts.texts;
    }

    private void walk(String field, JsonNode node) {
        if (node.isArray()) {
            node.forEach(each -> walk(field, each));
            return;
        }
        if (!node.isObject()) {
            leaf(field, node.asString());
            return;
        }
        String system = node.path("system").asString("");
        String code = node.path("code").asString("");
        if (!code.isEmpty() && CODE_SYSTEMS.stream().anyMatch(system::contains)) {
            texts.add(code);
        }
        String resource = node.path("resourceType").asString("");
        if (!system.isEmpty() && node.path("value").isString()) {
            texts.add(node.get("value").asString());
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            walk(each.getKey(), each.getValue());
        }
        if (resource.equals("Patient")) {
            texts.add(node.get("birthDate").asString());
        }
    }

    private void leaf(String field, String value) {
        switch (field) {
            case "text", "display", "line", "valueString", "conclusion", "description", "title" -> text(value);
            case "data" -> data(value);
            default -> {
                // codes and values are taken with their system
            }
        }
    }

    private void text(String value) {
        boolean foreign = value.chars().anyMatch(each -> each > 0x7F);
        if (foreign ? value.length() > 1 : value.length() >= 8) {
            texts.add(value);
        }
    }

    private void data(String base64) {
        String note = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        note.lines().map(String::strip).filter(line -> line.length() >= 6).forEach(texts::add);
    }
}
