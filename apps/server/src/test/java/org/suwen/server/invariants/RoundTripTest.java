package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is exported and imported again is the same when it is exported once more: each chief's patients leave by bulk export,
 * come back as new patients, leave again, and differ in ids and versions only. The demo's patients, or those of the folder
 * that {@code -Dsuwen.hospital} names, as {@code ./suwen generate} writes it.
 */
class RoundTripTest {
    private static final Pattern CHIEF = Pattern.compile(
            "id: ([a-z.]+), name: [^,]+, role: DOCTOR, title: (?:ASSOCIATE_)?CHIEF," + " unit: [^,]+, account: true");
    private static final int PATIENCE = 1_200;

    private static List<String> chiefs(Path folder) throws IOException {
        return CHIEF.matcher(Files.readString(folder.resolve("hospital.yaml")))
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    @Test
    void whatLeavesComesBackTheSame() throws IOException {
        String folder = System.getProperty("suwen.hospital", "");
        Path hospital = Path.of(folder.isEmpty() ? "../../testdata/hospital" : folder);
        Map<String, String> settings = folder.isEmpty() ? Map.of() : Map.of("SUWEN_HOSPITAL", folder);
        int patients = 0;
        int resources = 0;
        try (DemoServer demo = DemoServer.start(settings)) {
            for (String chief : chiefs(hospital)) {
                Map<String, ObjectNode> before = export(demo, chief);
                Map<String, Map<String, ObjectNode>> records = records(demo, chief, before);
                Map<String, ObjectNode> expected = new TreeMap<>();
                for (var record : records.entrySet()) {
                    expected.putAll(importAgain(demo, record.getKey(), record.getValue(), chief));
                }
                Map<String, ObjectNode> after = export(demo, chief);
                for (var each : expected.entrySet()) {
                    assertThat(after).as("%s of %s", each.getKey(), chief).containsKey(each.getKey());
                    assertThat(bare(after.get(each.getKey()))).isEqualTo(bare(each.getValue()));
                }
                assertThat(after).hasSize(before.size() + expected.size());
                patients += records.size();
                resources += expected.size();
            }
        }
        System.out.println("round trip: " + patients + " patients, " + resources + " resources");
        assertThat(patients).isGreaterThanOrEqualTo(10);
        assertThat(resources).isGreaterThan(10 * patients);
    }

    private static Map<String, ObjectNode> export(DemoServer demo, String account) {
        Http who = demo.as(account);
        Reply started = who.get("/fhir/$export", "Prefer", "respond-async");
        assertThat(started.status()).as("%s", started).isEqualTo(202);
        String status = started.header("Content-Location").replaceFirst("^https?://[^/]+", "");
        Reply now = who.get(status);
        for (int turn = 0; now.status() == 202 && turn < PATIENCE; turn++) {
            LockSupport.parkNanos(50_000_000);
            now = who.get(status);
        }
        assertThat(now.status()).isEqualTo(200);
        Map<String, ObjectNode> all = new TreeMap<>();
        for (JsonNode output : now.json().path("output")) {
            String file = output.path("url").asString().replaceFirst("^https?://[^/]+", "");
            who.get(file).text().lines().forEach(line -> {
                ObjectNode resource = (ObjectNode) Http.JSON.readTree(line);
                all.put(key(resource), resource);
            });
        }
        who.send("DELETE", status, java.net.http.HttpRequest.BodyPublishers.noBody());
        return all;
    }

    private static String key(JsonNode resource) {
        return resource.path("resourceType").asString() + "/"
                + resource.path("id").asString();
    }

    /** The exported resources by patient; a Medication names none, so the record itself says whose it is. */
    private static Map<String, Map<String, ObjectNode>> records(
            DemoServer demo, String account, Map<String, ObjectNode> exported) {
        Http who = demo.as(account);
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
                        record.put(key, exported.get(key));
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
    private static Map<String, ObjectNode> importAgain(
            DemoServer demo, String patient, Map<String, ObjectNode> record, String chief) {
        ObjectNode person = record.get(patient);
        ArrayNode identifiers = Http.JSON.createArrayNode();
        ObjectNode number = Http.JSON.createObjectNode();
        number.put("system", "https://suwen.org/fhir/record-number");
        number.put("value", "RT" + Math.abs((chief + patient).hashCode()));
        identifiers.add(number);
        person.set("identifier", identifiers);
        Map<String, String> names = new HashMap<>();
        record.keySet().forEach(key -> names.put(key, "urn:uuid:" + key.substring(key.indexOf('/') + 1)));
        ObjectNode bundle = Http.JSON.createObjectNode();
        bundle.put("resourceType", "Bundle").put("type", "transaction");
        ArrayNode entries = bundle.putArray("entry");
        List<String> order = new ArrayList<>(record.keySet());
        for (String key : order) {
            ObjectNode resource = renamed(record.get(key), names);
            resource.remove("id");
            ObjectNode entry = entries.addObject();
            entry.put("fullUrl", names.get(key));
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
            ObjectNode resource = renamed(record.get(key), keys);
            resource.put("id", keys.get(key).substring(keys.get(key).indexOf('/') + 1));
            expected.put(keys.get(key), resource);
        });
        return expected;
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
