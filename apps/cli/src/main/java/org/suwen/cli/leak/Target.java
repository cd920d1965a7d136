package org.suwen.cli.leak;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What is hidden: a resource that one caller sees and the other does not, found by comparing what both get for the whole
 * record.
 *
 * @param patient whose record
 * @param type the hidden resource's type
 * @param id its id
 * @param code its code, which nothing of that type that the limited caller sees has
 * @param twin an id that nothing has
 * @param noCode a code of the same length that nothing has
 * @param visible what the limited caller sees, by {@code Type/id}
 * @param all what the full caller sees
 */
record Target(
        String patient,
        String type,
        String id,
        String code,
        String twin,
        String noCode,
        Map<String, JsonNode> visible,
        Map<String, JsonNode> all) {

    /** Types in which a hidden resource is looked for, those with the most doors first. */
    private static final List<String> TYPES =
            List.of("Condition", "Observation", "DiagnosticReport", "Procedure", "Immunization", "AllergyIntolerance");

    /** Most pages of a record. */
    private static final int MOST_PAGES = 200;

    /** Looks for something hidden, or for the one that is named; empty when the limited caller sees all of it. */
    static Optional<Target> find(Wire full, Wire limited, String patient, String named)
            throws IOException, InterruptedException {
        Map<String, JsonNode> all = record(full, patient);
        Map<String, JsonNode> visible = record(limited, patient);
        for (String type : TYPES) {
            for (JsonNode hidden : of(all, type)) {
                String id = hidden.path("id").asString("");
                String code = hidden.at("/code/coding/0/code").asString("");
                boolean known = of(visible, type).stream()
                        .anyMatch(each -> each.path("code").toString().contains("\"" + code + "\""));
                boolean wanted = named.isEmpty() || named.equals(type + "/" + id);
                if (wanted && !visible.containsKey(type + "/" + id) && !code.isEmpty() && !known) {
                    String random = UUID.randomUUID().toString();
                    String noCode = random.replace("-", "").repeat(4).substring(0, Math.min(code.length(), 128));
                    return Optional.of(new Target(patient, type, id, code, random, noCode, visible, all));
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, JsonNode> record(Wire wire, String patient) throws IOException, InterruptedException {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        String next = "/Patient/" + patient + "/$everything?_count=200";
        for (int page = 0; page < MOST_PAGES && !next.isEmpty(); page++) {
            Wire.Reply reply = wire.get(next);
            if (reply.status() != 200) {
                throw new IOException("the record can't be read: HTTP status `" + reply.status() + "`");
            }
            for (JsonNode entry : reply.json().path("entry")) {
                JsonNode resource = entry.path("resource");
                if (resource.has("id")) {
                    found.put(key(resource), resource);
                }
            }
            next = Wire.next(reply.json()).stream().findFirst().orElse("");
        }
        return found;
    }

    static String key(JsonNode resource) {
        return resource.path("resourceType").asString("") + "/"
                + resource.path("id").asString("");
    }

    private static List<JsonNode> of(Map<String, JsonNode> record, String type) {
        return record.values().stream()
                .filter(each -> each.path("resourceType").asString("").equals(type))
                .toList();
    }

    /** How many resources of the hidden one's type the limited caller sees. */
    long seen() {
        return of(visible, type).size();
    }

    /** Whether the code stands somewhere in what the limited caller sees, so that it proves nothing. */
    boolean codeIsSeen() {
        return visible.values().stream().anyMatch(each -> each.toString().contains("\"" + code + "\""));
    }
}
