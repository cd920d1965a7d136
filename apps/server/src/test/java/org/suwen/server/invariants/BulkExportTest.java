package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/**
 * Bulk export as a client by the letter of the Bulk Data guide: kick-off, status until done, files, end. What leaves is what
 * the caller may see of each record at the moment of fetching.
 */
class BulkExportTest {
    private static final int PATIENCE = 600;

    /** An export that is done. */
    record Export(String status, JsonNode manifest) {
        List<String> types() {
            List<String> types = new ArrayList<>();
            manifest.path("output").forEach(each -> types.add(each.path("type").asString()));
            return types;
        }

        String url(String type) {
            for (JsonNode each : manifest.path("output")) {
                if (each.path("type").asString().equals(type)) {
                    return path(each.path("url").asString());
                }
            }
            throw new AssertionError("no file of " + type + " in " + manifest);
        }
    }

    private static String path(String url) {
        return url.replaceFirst("^https?://[^/]+", "");
    }

    private static Export export(Http who, String kickOff, String... headers) {
        return done(who, started(who, kickOff, headers));
    }

    /** Kicks an export off; gives the address of its status. */
    static String started(Http who, String kickOff, String... headers) {
        List<String> all = new ArrayList<>(List.of("Prefer", "respond-async", "Accept", "application/fhir+json"));
        all.addAll(List.of(headers));
        Reply started = who.get(kickOff, all.toArray(String[]::new));
        assertThat(started.status()).as("%s", started).isEqualTo(202);
        return path(started.header("Content-Location"));
    }

    /** Asks for the status until the export is done. */
    static Export done(Http who, String status) {
        for (int turn = 0; turn < PATIENCE; turn++) {
            Reply now = who.get(status);
            if (now.status() == 200) {
                assertThat(now.header("Content-Type")).startsWith("application/json");
                assertThat(now.header("Expires")).isNotEmpty();
                return new Export(status, now.json());
            }
            assertThat(now.status()).as("%s", now).isEqualTo(202);
            assertThat(now.header("X-Progress")).contains("patients");
            assertThat(now.header("Retry-After")).matches("[0-9]+");
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("the export is not done");
    }

    private static Map<String, JsonNode> lines(Http who, Export export, String type, String... headers) {
        Reply file = who.get(export.url(type), headers);
        assertThat(file.status()).as("%s", file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("application/fhir+ndjson");
        Map<String, JsonNode> lines = new TreeMap<>();
        file.text().lines().forEach(line -> {
            JsonNode resource = Http.JSON.readTree(line);
            assertThat(resource.path("resourceType").asString()).isEqualTo(type);
            assertThat(lines.put(resource.path("id").asString(), resource)).isNull();
        });
        return lines;
    }

    @Test
    void whatLeavesIsWhatTheCallerSeesResourceByResource() {
        for (String account : List.of("dr.lin", "nurse.he")) {
            Http who = DemoServer.shared().as(account);
            Export export = export(who, "/fhir/Patient/$export");
            assertThat(export.manifest().path("requiresAccessToken").asBoolean())
                    .isTrue();
            assertThat(export.manifest().path("transactionTime").asString()).isNotEmpty();
            assertThat(export.manifest().path("error").isArray()).isTrue();
            assertThat(export.manifest().path("request").asString()).endsWith("/fhir/Patient/$export");
            int compared = 0;
            Set<String> patients = new HashSet<>();
            for (String type : export.types()) {
                for (var line : lines(who, export, type).entrySet()) {
                    Reply read = who.get("/fhir/" + type + "/" + line.getKey());
                    assertThat(read.status()).as("%s %s", type, line.getKey()).isEqualTo(200);
                    assertThat(read.json()).isEqualTo(line.getValue());
                    compared++;
                    if (type.equals("Patient")) {
                        patients.add(line.getKey());
                    }
                }
            }
            assertThat(compared).isGreaterThan(20);
            assertThat(patients).hasSizeBetween(1, 8);
            for (String patient : patients) {
                Reply record = who.get("/fhir/Condition?patient=" + patient + "&_count=500");
                Map<String, JsonNode> conditions =
                        export.types().contains("Condition") ? lines(who, export, "Condition") : Map.of();
                record.json().path("entry").forEach(entry -> {
                    if (entry.at("/search/mode").asString().equals("match")) {
                        assertThat(conditions)
                                .containsKey(entry.at("/resource/id").asString());
                    }
                });
            }
        }
    }

    @Test
    void aFileFetchedAfterAWithdrawalHasNothingOfThatPatientAndEachReleaseHasItsEntry() {
        DemoServer demo = DemoServer.shared();
        Http model = demo.as("ai.hepatology");
        Http self = demo.as("li.wen");
        String patient = demo.as("dr.lin").patient("CL0000002");
        ConsentIsLiveTest.choose(self, patient, "AGREE");
        String[] version = {"Suwen-Software-Version", "1.0"};
        Export export = export(model, "/fhir/$export?_type=Observation", version);
        assertThat(export.types()).containsExactly("Observation");
        long before = demo.entries();
        Map<String, JsonNode> first = lines(model, export, "Observation", version);
        assertThat(first.values())
                .anyMatch(each -> each.at("/subject/reference").asString().equals("Patient/" + patient));
        Set<String> subjects = new HashSet<>();
        first.values()
                .forEach(each -> subjects.add(each.at("/subject/reference").asString()));
        assertThat(demo.entries() - before).isGreaterThanOrEqualTo(subjects.size());

        ConsentIsLiveTest.choose(self, patient, "DISAGREE");
        Map<String, JsonNode> then = lines(model, export, "Observation", version);
        ConsentIsLiveTest.choose(self, patient, "AGREE");

        assertThat(then.values())
                .noneMatch(each -> each.at("/subject/reference").asString().equals("Patient/" + patient));
        assertThat(then).hasSizeLessThan(first.size());
    }

    @Test
    void typeSinceFilterAndGroupNarrowIt() {
        Http doctor = DemoServer.shared().as("dr.lin");
        Export two = export(doctor, "/fhir/Group/GE.HB/$export?_type=Observation,Condition&_outputFormat=ndjson");
        assertThat(two.types()).isSubsetOf("Observation", "Condition").isNotEmpty();
        Export filtered = export(
                doctor, "/fhir/$export?_type=Observation&_typeFilter=Observation%3Fcode%3D1975-2%26status%3Dfinal");
        Map<String, JsonNode> found = lines(doctor, filtered, "Observation");
        assertThat(found.values())
                .isNotEmpty()
                .allMatch(each -> each.at("/code/coding").toString().contains("1975-2"));
        assertThat(found.size()).isLessThan(lines(doctor, two, "Observation").size());
        String patient = doctor.patient("CL0000002");
        String mark = two.manifest().path("transactionTime").asString();
        Reply later = DemoServer.shared()
                .as("connector")
                .post(
                        "/fhir/Condition",
                        "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + patient
                                + "\"},\"encounter\":{\"reference\":\"" + encounter(doctor, patient)
                                + "\"},\"code\":{\"text\":\"since\"}}");
        assertThat(later.status()).as("%s", later).isEqualTo(201);
        Export since = export(doctor, "/fhir/$export?_type=Condition&_since=" + mark.replace("+", "%2B"));
        assertThat(lines(doctor, since, "Condition")).containsKey(later.storedId());
        assertThat(lines(doctor, two, "Condition"))
                .as("an older export has the state of its own time")
                .doesNotContainKey(later.storedId());
    }

    private static String encounter(Http doctor, String patient) {
        Reply reply = doctor.get("/fhir/Encounter?patient=" + patient + "&_sort=-date&_count=1");
        return "Encounter/" + reply.json().at("/entry/0/resource/id").asString();
    }

    @Test
    void othersSeeNothingOfAnExportAndAnEndedOneIsGone() {
        Http doctor = DemoServer.shared().as("dr.lin");
        Http other = DemoServer.shared().as("dr.zhao");
        Export export = export(doctor, "/fhir/Patient/$export?_type=Patient");
        String file = export.url("Patient");
        assertThat(other.get(export.status()).status()).isEqualTo(404);
        assertThat(other.get(file).status()).isEqualTo(404);
        assertThat(other.send("DELETE", export.status(), BodyPublishers.noBody())
                        .status())
                .isEqualTo(404);

        assertThat(doctor.send("DELETE", export.status(), BodyPublishers.noBody())
                        .status())
                .isEqualTo(202);
        assertThat(doctor.get(export.status()).status()).isEqualTo(404);
        assertThat(doctor.get(file).status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsSaid() {
        Http doctor = DemoServer.shared().as("dr.lin");
        String[] async = {"Prefer", "respond-async"};
        assertThat(doctor.get("/fhir/$export").status()).isEqualTo(400);
        assertThat(doctor.get("/fhir/Group/NONE/$export", async).status()).isEqualTo(404);
        for (String wrong : List.of(
                "_type=Nothing", "_since=yesterday", "_outputFormat=csv", "_typeFilter=status", "_elements=id")) {
            Reply reply = doctor.get("/fhir/$export?" + wrong, async);
            assertThat(reply.status()).as(wrong).isEqualTo(400);
            assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
        }
        Reply lenient = doctor.get("/fhir/$export?_elements=id", "Prefer", "respond-async, handling=lenient");
        assertThat(lenient.status()).isEqualTo(202);
        doctor.send("DELETE", path(lenient.header("Content-Location")), BodyPublishers.noBody());
    }
}
