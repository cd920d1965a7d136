package org.suwen.cli.leak;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.suwen.cli.leak.Secret.Named;
import tools.jackson.databind.JsonNode;

/**
 * What is hidden in a record from one caller and not from another, found by comparing what both get.
 *
 * @param patient whose record
 * @param resource a resource that the limited caller does not get, with its code
 * @param element an element that he does not get of a resource that he does get
 * @param version a version that he does not get of a resource whose newest version he does get; its number is the word
 * @param visible what the limited caller sees, by {@code Type/id}
 * @param all what the full caller sees
 */
record Target(
        String patient,
        Secret resource,
        Optional<HiddenElement> element,
        Optional<Secret> version,
        Map<String, JsonNode> visible,
        Map<String, JsonNode> all) {

    /** Types in which a hidden resource is looked for, those with the most doors first. */
    private static final List<String> TYPES =
            List.of("Condition", "Observation", "DiagnosticReport", "Procedure", "Immunization", "AllergyIntolerance");

    /** Most pages of a record. */
    private static final int MOST_PAGES = 200;

    /** Most resources whose histories are compared. */
    private static final int MOST_HISTORIES = 50;

    /** Texts shorter than this may stand anywhere and prove nothing. */
    private static final int SHORTEST_WORD = 6;

    /** Looks for what is hidden, the named resource or the first found; empty when the limited caller sees all of it. */
    static Optional<Target> find(Callers callers, String patient, String named, RandomGenerator random)
            throws IOException, InterruptedException {
        Map<String, JsonNode> all = record(callers.full(), patient);
        Map<String, JsonNode> visible = record(callers.limited(), patient);
        var unlike = new Unlike(random, all.values().toString());
        for (String type : TYPES) {
            for (JsonNode hidden : of(all, type)) {
                String code = hidden.at("/code/coding/0/code").asString("");
                boolean wanted = named.isEmpty() || named.equals(key(hidden));
                if (wanted && !visible.containsKey(key(hidden)) && !code.isEmpty() && !isCoded(visible, type, code)) {
                    Secret secret = secret(hidden, code, visible, unlike);
                    Optional<HiddenElement> element = element(all, visible, unlike);
                    Optional<Secret> version = version(callers, visible);
                    return Optional.of(new Target(patient, secret, element, version, visible, all));
                }
            }
        }
        return Optional.empty();
    }

    /** The two who ask. */
    record Callers(Wire full, Wire limited) {}

    private static boolean isCoded(Map<String, JsonNode> visible, String type, String code) {
        return of(visible, type).stream()
                .anyMatch(each -> each.path("code").toString().contains("\"" + code + "\""));
    }

    private static Secret secret(JsonNode hidden, String code, Map<String, JsonNode> visible, Unlike unlike) {
        var there = new Named(hidden.path("id").asString(""), code);
        var nowhere = new Named(UUID.randomUUID().toString(), unlike.of(code));
        return new Secret(
                hidden.path("resourceType").asString(""),
                there,
                nowhere,
                words(hidden, visible.values().toString()));
    }

    /** Texts of a resource that stand in nothing that may be seen. */
    private static Set<String> words(JsonNode hidden, String visible) {
        Set<String> words = new LinkedHashSet<>();
        hidden.properties().forEach(each -> {
            if (!Set.of("id", "meta", "text", "resourceType").contains(each.getKey())) {
                gather(each.getValue(), words);
            }
        });
        words.removeIf(word -> word.length() < SHORTEST_WORD
                || word.contains("://")
                || word.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')
                || visible.contains(word));
        return words;
    }

    private static void gather(JsonNode node, Set<String> words) {
        if (node.isString()) {
            words.add(node.asString());
        }
        node.forEach(child -> gather(child, words));
    }

    private static Optional<HiddenElement> element(
            Map<String, JsonNode> all, Map<String, JsonNode> visible, Unlike unlike) {
        String seen = visible.values().toString();
        for (Map.Entry<String, JsonNode> each : visible.entrySet()) {
            JsonNode full = all.get(each.getKey());
            Optional<HiddenElement> found =
                    full == null ? Optional.empty() : HiddenElement.of(full, each.getValue(), seen, unlike);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Secret> version(Callers callers, Map<String, JsonNode> visible)
            throws IOException, InterruptedException {
        String seen = visible.values().toString();
        List<JsonNode> changed = visible.values().stream()
                .filter(each ->
                        !Set.of("", "1").contains(each.at("/meta/versionId").asString("")))
                .limit(MOST_HISTORIES)
                .toList();
        for (JsonNode current : changed) {
            String address = "/" + key(current) + "/_history";
            Map<String, JsonNode> open = versions(callers.limited(), address);
            for (Map.Entry<String, JsonNode> each :
                    versions(callers.full(), address).entrySet()) {
                if (!open.containsKey(each.getKey())) {
                    String id = current.path("id").asString("");
                    String none = "9".repeat(each.getKey().length());
                    return Optional.of(new Secret(
                            current.path("resourceType").asString(""),
                            new Named(id, each.getKey()),
                            new Named(id, none),
                            words(each.getValue(), seen)));
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, JsonNode> versions(Wire wire, String address) throws IOException, InterruptedException {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (JsonNode entry : wire.get(address + "?_count=100").json().path("entry")) {
            JsonNode version = entry.at("/resource/meta/versionId");
            if (!version.isMissingNode()) {
                found.put(version.asString(), entry.path("resource"));
            }
        }
        return found;
    }

    /** All that a caller sees of a record; empty when it is closed to him. */
    static Map<String, JsonNode> record(Wire wire, String patient) throws IOException, InterruptedException {
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
        return of(visible, resource.type()).size();
    }

    /** All that is hidden, of which no answer may say anything. */
    List<Secret> secrets() {
        List<Secret> secrets = new java.util.ArrayList<>(List.of(resource));
        element.ifPresent(each -> secrets.add(each.secret()));
        version.ifPresent(secrets::add);
        return secrets;
    }
}
