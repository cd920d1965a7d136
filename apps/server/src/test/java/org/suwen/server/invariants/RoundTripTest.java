package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is imported leaves by bulk export as it came, and what is exported and imported again leaves the same once more, but
 * for ids and versions. The demo's patients, or those of the folder that {@code -Dsuwen.patients} names, as
 * {@code ./suwen generate} writes it; all visits are moved to one group, whose chief exports them.
 */
class RoundTripTest {
    private static final String CHIEF = "dr.zhao";
    private static final String UNIT = "https://suwen.org/fhir/unit\",\"value\":\"";

    private static final AtomicInteger NEXT = new AtomicInteger(1_000_000);

    private static DemoServer demo;

    @BeforeAll
    static void start() {
        demo = DemoServer.start();
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void whatLeavesComesBackTheSame() throws IOException {
        Path folder = Path.of(System.getProperty("suwen.patients", "../../testdata/hospital/patients"));
        Map<String, ObjectNode> sent = new TreeMap<>();
        int patients = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                Map<String, ObjectNode> record = record(file);
                sent.putAll(importAgain(patient(record), record));
                patients++;
            }
        }
        Map<String, ObjectNode> first = export();
        first.keySet().retainAll(sent.keySet());
        first.forEach((key, resource) -> assertThat(bare(resource)).as(key).isEqualTo(bare(there(sent, key))));

        Map<String, ObjectNode> again = new TreeMap<>();
        for (var record : records(first).entrySet()) {
            again.putAll(importAgain(record.getKey(), record.getValue()));
        }
        Map<String, ObjectNode> second = export();
        again.forEach((key, resource) -> {
            assertThat(second).as(key).containsKey(key);
            assertThat(bare(there(second, key))).as(key).isEqualTo(bare(resource));
        });
        assertThat(again).hasSameSizeAs(first);

        System.out.println("round trip: " + patients + " patients, " + sent.size() + " resources sent, " + first.size()
                + " exported and imported again");
        assertThat(patients).isGreaterThanOrEqualTo(10);
        assertThat(first.size())
                .as("the chief sees most of it; what is for others only stays away")
                .isGreaterThan(sent.size() * 4 / 5);
    }

    /** A bundle of the set as resources by their keys, all visits in the chief's group. */
    private static Map<String, ObjectNode> record(Path file) throws IOException {
        String text = Http.JSON.readTree(Files.readString(file)).toString();
        text = text.replaceAll(Pattern.quote(UNIT) + "[A-Z/]+\"", UNIT + "GE/HB\"");
        JsonNode bundle = Http.JSON.readTree(text);
        for (JsonNode entry : bundle.path("entry")) {
            String name = entry.path("fullUrl").asString();
            String type = entry.at("/resource/resourceType").asString();
            text = text.replace("\"" + name + "\"", "\"" + type + "/" + name.substring(9) + "\"");
        }
        Map<String, ObjectNode> record = new TreeMap<>();
        for (JsonNode entry : Http.JSON.readTree(text).path("entry")) {
            ObjectNode resource = (ObjectNode) entry.path("resource");
            String key = entry.path("fullUrl").asString();
            resource.put("id", key.substring(key.indexOf('/') + 1));
            record.put(key, resource);
        }
        return record;
    }

    private static String patient(Map<String, ObjectNode> record) {
        return record.keySet().stream()
                .filter(key -> key.startsWith("Patient/"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, ObjectNode> export() {
        Http who = demo.as(CHIEF);
        BulkExportTest.Export export = BulkExportTest.done(who, BulkExportTest.started(who, "/fhir/$export"));
        Map<String, ObjectNode> all = new TreeMap<>();
        for (JsonNode output : export.manifest().path("output")) {
            String file = output.path("url").asString().replaceFirst("^https?://[^/]+", "");
            who.get(file).text().lines().forEach(line -> {
                ObjectNode resource = (ObjectNode) Http.JSON.readTree(line);
                all.put(key(resource), resource);
            });
        }
        who.send("DELETE", export.status(), java.net.http.HttpRequest.BodyPublishers.noBody());
        return all;
    }

    private static String key(JsonNode resource) {
        return resource.path("resourceType").asString() + "/"
                + resource.path("id").asString();
    }

    /** The exported resources by patient; a Medication names none, so the record itself says whose it is. */
    private static Map<String, Map<String, ObjectNode>> records(Map<String, ObjectNode> exported) {
        Http who = demo.as(CHIEF);
        Map<String, Map<String, ObjectNode>> records = new TreeMap<>();
        for (String patient : exported.keySet().stream()
                .filter(key -> key.startsWith("Patient/"))
                .toList()) {
            Map<String, ObjectNode> record = new TreeMap<>();
            String next = "/fhir/" + patient + "/$everything?_count=500";
            while (!next.isEmpty()) {
                JsonNode page = who.get(next).json();
                for (JsonNode entry : page.path("entry")) {
                    String key = key(entry.path("resource"));
                    if (exported.containsKey(key)) {
                        record.put(key, there(exported, key));
                    }
                }
                next = "";
                for (JsonNode link : page.path("link")) {
                    if (link.path("relation").asString().equals("next")) {
                        next = link.path("url").asString().replaceFirst("^https?://[^/]+", "");
                    }
                }
            }
            assertThat(record).containsKey(patient);
            records.put(patient, record);
        }
        return records;
    }

    /** Imports a record as a new patient; gives what should be found of it, by its new keys. */
    private static Map<String, ObjectNode> importAgain(String patient, Map<String, ObjectNode> record) {
        ObjectNode person = there(record, patient);
        ArrayNode identifiers = Http.JSON.createArrayNode();
        ObjectNode number = Http.JSON.createObjectNode();
        number.put("system", "https://suwen.org/fhir/record-number");
        number.put("value", "RT" + NEXT.incrementAndGet());
        identifiers.add(number);
        person.set("identifier", identifiers);
        Map<String, String> names = new HashMap<>();
        record.keySet().forEach(key -> names.put(key, "urn:uuid:" + key.substring(key.indexOf('/') + 1)));
        ObjectNode bundle = Http.JSON.createObjectNode();
        bundle.put("resourceType", "Bundle").put("type", "transaction");
        ArrayNode entries = bundle.putArray("entry");
        List<String> order = new ArrayList<>(record.keySet());
        for (String key : order) {
            ObjectNode resource = renamed(there(record, key), names);
            resource.remove("id");
            ObjectNode entry = entries.addObject();
            entry.put("fullUrl", there(names, key));
            entry.set("resource", resource);
            entry.putObject("request").put("method", "POST").put("url", key.substring(0, key.indexOf('/')));
        }
        Reply stored = demo.as("connector").post("/fhir", bundle.toString());
        assertThat(stored.status()).as("%s", stored).isEqualTo(200);
        Map<String, String> keys = new HashMap<>();
        for (int at = 0; at < order.size(); at++) {
            String location =
                    stored.json().at("/entry/" + at + "/response/location").asString();
            keys.put(order.get(at), location.replaceFirst("/_history/.*", ""));
        }
        Map<String, ObjectNode> expected = new TreeMap<>();
        order.forEach(key -> {
            ObjectNode resource = renamed(there(record, key), keys);
            String own = there(keys, key);
            resource.put("id", own.substring(own.indexOf('/') + 1));
            expected.put(own, resource);
        });
        return expected;
    }

    private static <T> T there(Map<String, T> all, String key) {
        return Objects.requireNonNull(all.get(key), key);
    }

    private static ObjectNode renamed(ObjectNode resource, Map<String, String> names) {
        String text = resource.toString();
        for (var each : names.entrySet()) {
            text = text.replace("\"" + each.getKey() + "\"", "\"" + each.getValue() + "\"");
        }
        return (ObjectNode) Http.JSON.readTree(text);
    }

    /** Without version and time, which are the server's. */
    private static ObjectNode bare(ObjectNode resource) {
        ObjectNode copy = resource.deepCopy();
        if (copy.path("meta") instanceof ObjectNode meta) {
            meta.remove(List.of("versionId", "lastUpdated"));
            if (meta.isEmpty()) {
                copy.remove("meta");
            }
        }
        return copy;
    }
}
