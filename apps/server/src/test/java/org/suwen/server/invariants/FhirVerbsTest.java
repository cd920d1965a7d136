package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** FHIR's verbs on the real server: who may write writes, and every version stays to be seen by whoever may see it. */
class FhirVerbsTest {
    private static Http connector;
    private static Http doctor;
    private static String patient;

    @BeforeAll
    static void findPatient() {
        DemoServer demo = DemoServer.shared();
        connector = demo.as("connector");
        doctor = demo.as("dr.lin");
        patient = doctor.patient("CL0000002");
    }

    private static String observation(String id, String text) {
        String own = id.isEmpty() ? "" : "\"id\":\"" + id + "\",";
        return "{\"resourceType\":\"Observation\"," + own + "\"status\":\"final\",\"subject\":{\"reference\":\"Patient/"
                + patient + "\"},\"encounter\":{\"reference\":\"" + encounter() + "\"},"
                + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8867-4\"}],\"text\":\"" + text
                + "\"},\"effectiveDateTime\":\"2026-02-03\",\"valueQuantity\":{\"value\":61.50,\"unit\":\"/min\","
                + "\"system\":\"http://unitsofmeasure.org\",\"code\":\"/min\"}}";
    }

    private static String encounter() {
        Reply reply = doctor.get("/fhir/Encounter?patient=" + patient + "&_sort=-date&_count=1");
        return "Encounter/" + reply.json().at("/entry/0/resource/id").asString();
    }

    private static String stored(String text) {
        Reply reply = connector.post("/fhir/Observation", observation("", text));
        assertThat(reply.status()).as("%s", reply).isEqualTo(201);
        assertThat(reply.header("ETag")).isEqualTo("W/\"1\"");
        String location = reply.header("Location");
        return location.replaceFirst(".*/Observation/", "").replaceFirst("/_history/1$", "");
    }

    @Test
    void aResourceIsCreatedReadUpdatedPatchedDeletedAndItsHistoryTellsAll() {
        String id = stored("one");
        Reply read = doctor.get("/fhir/Observation/" + id);
        assertThat(read.status()).as("%s", read).isEqualTo(200);
        assertThat(doctor.get("/fhir/Observation/" + id, "If-None-Match", read.header("ETag"))
                        .status())
                .isEqualTo(304);

        Reply stale = connector.put("/fhir/Observation/" + id, observation(id, "two"), "If-Match", "W/\"7\"");
        assertThat(stale.status()).as("%s", stale).isEqualTo(412);
        Reply update = connector.put("/fhir/Observation/" + id, observation(id, "two"), "If-Match", "W/\"1\"");
        assertThat(update.status()).as("%s", update).isEqualTo(200);
        assertThat(update.header("ETag")).isEqualTo("W/\"2\"");

        assertThat(doctor.get("/fhir/Observation/" + id + "/_history/1")
                        .json()
                        .at("/code/text")
                        .asString())
                .isEqualTo("one");
        assertThat(doctor.get("/fhir/Observation/" + id).json().at("/code/text").asString())
                .isEqualTo("two");
        Reply gone = connector.send("DELETE", "/fhir/Observation/" + id, BodyPublishers.noBody());
        assertThat(gone.status()).as("%s", gone).isEqualTo(204);
        assertThat(doctor.get("/fhir/Observation/" + id).status()).isEqualTo(410);
        assertThat(doctor.get("/fhir/Observation/" + id + "/_history/3").status())
                .isEqualTo(410);
        assertThat(doctor.get("/fhir/Observation/" + id + "/_history/9").status())
                .isEqualTo(404);

        Reply history = doctor.get("/fhir/Observation/" + id + "/_history");
        assertThat(history.status()).as("%s", history).isEqualTo(200);
        assertThat(history.json().at("/total").asInt()).isEqualTo(3);
        assertThat(texts(history, "/request/method")).containsExactly("DELETE", "PUT", "POST");
        Reply found = doctor.get("/fhir/Observation?patient=" + patient + "&_id=" + id);
        assertThat(found.json().at("/total").asInt()).isZero();
    }

    private static List<String> texts(Reply bundle, String pointer) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : bundle.json().path("entry")) {
            texts.add(entry.at(pointer).asString(""));
        }
        return texts;
    }

    @Test
    void theHistoryOfATypeIsPagedNewestFirst() {
        String id = stored("paged");
        for (String text : List.of("b", "c")) {
            assertThat(connector
                            .put("/fhir/Observation/" + id, observation(id, text))
                            .status())
                    .isEqualTo(200);
        }
        Reply first = doctor.get("/fhir/Observation/_history?patient=" + patient + "&_count=2");
        assertThat(first.status()).as("%s", first).isEqualTo(200);
        assertThat(texts(first, "/resource/code/text")).containsExactly("c", "b");
        String next = next(first);
        assertThat(texts(doctor.get(next), "/resource/code/text").getFirst()).isEqualTo("paged");
        assertThat(DemoServer.shared().as("dr.zhao").get(next).status()).isEqualTo(410);
        assertThat(doctor.get("/fhir/Observation/_history").status()).isEqualTo(400);
        assertThat(doctor.get("/fhir/_history").status()).isEqualTo(400);
    }

    private static String next(Reply bundle) {
        for (JsonNode link : bundle.json().path("link")) {
            if (link.path("relation").asString().equals("next")) {
                return link.path("url").asString().replaceFirst("^https?://[^/]+", "");
            }
        }
        throw new AssertionError("no next link in " + bundle);
    }

    @Test
    void patchesChangeWhatIsSeenWholeAndFailAsAWhole() {
        String mine =
                doctor.post("/fhir/Observation", observation("", "before")).header("Location");
        String path = mine.replaceFirst(".*/fhir/", "/fhir/").replaceFirst("/_history/.*", "");
        String patch = "[{\"op\":\"test\",\"path\":\"/code/text\",\"value\":\"before\"},"
                + "{\"op\":\"replace\",\"path\":\"/code/text\",\"value\":\"after\"},"
                + "{\"op\":\"add\",\"path\":\"/note\",\"value\":[{\"text\":\"n\"}]}]";

        Reply done = doctor.send(
                "PATCH", path, BodyPublishers.ofString(patch), "Content-Type", "application/json-patch+json");
        assertThat(done.status()).as("%s", done).isEqualTo(200);
        JsonNode now = doctor.get(path).json();
        assertThat(now.at("/code/text").asString()).isEqualTo("after");
        assertThat(doctor.get(path).text()).contains("61.50");

        Reply again = doctor.send(
                "PATCH", path, BodyPublishers.ofString(patch), "Content-Type", "application/json-patch+json");
        assertThat(again.status()).as("%s", again).isEqualTo(412);
        Reply wrong = doctor.send(
                "PATCH",
                path,
                BodyPublishers.ofString("[{\"op\":\"remove\",\"path\":\"/status\"}]"),
                "Content-Type",
                "application/json-patch+json");
        assertThat(wrong.status()).as("%s", wrong).isEqualTo(400);
    }

    @Test
    void conditionsAreWorkedOutOverWhatTheCallerMaySee() {
        String query = "code=8867-4&date=2026-02-03&code:text=only-once";
        Reply created = doctor.post("/fhir/Observation", observation("", "only-once"), "If-None-Exist", query);
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        Reply kept = doctor.post("/fhir/Observation", observation("", "only-once"), "If-None-Exist", query);
        assertThat(kept.status()).as("%s", kept).isEqualTo(200);
        assertThat(kept.header("Location")).isEqualTo(created.header("Location"));

        String where = "/fhir/Observation?patient=" + patient + "&" + query;
        Reply updated = doctor.put(where, observation("", "only-once-more"), "Prefer", "return=representation");
        assertThat(updated.status()).as("%s", updated).isEqualTo(200);
        assertThat(updated.json().at("/meta/versionId").asString()).isEqualTo("2");
        Reply none = connector.send("DELETE", where, BodyPublishers.noBody());
        assertThat(none.status())
                .as("a connector sees nothing, so finds nothing: %s", none)
                .isEqualTo(204);
        assertThat(doctor.get(where).json().at("/total").asInt()).isEqualTo(1);
        Reply many = doctor.put("/fhir/Observation?patient=" + patient, observation("", "x"));
        assertThat(many.status()).as("%s", many).isEqualTo(412);
        Reply costly = doctor.put("/fhir/Observation?code=1", observation("", "x"));
        assertThat(costly.status()).as("%s", costly).isIn(200, 201, 412);
    }

    @Test
    void aTransactionResolvesItsReferencesAndABatchAnswersEachEntry() {
        String first = entry(
                "POST",
                "Observation",
                observation("", "in-transaction"),
                "urn:uuid:11111111-1111-4111-8111-111111111111");
        String report = "{\"resourceType\":\"DiagnosticReport\",\"status\":\"final\",\"code\":{\"text\":\"r\"},"
                + "\"subject\":{\"reference\":\"Patient/" + patient + "\"},\"encounter\":{\"reference\":\""
                + encounter()
                + "\"},\"result\":[{\"reference\":\"urn:uuid:11111111-1111-4111-8111-111111111111\"}]}";
        String second = entry("POST", "DiagnosticReport", report, "urn:uuid:22222222-2222-4222-8222-222222222222");
        String read = "{\"request\":{\"method\":\"GET\",\"url\":\"Observation?patient=" + patient
                + "&code:text=in-transaction\"}}";
        Reply done = doctor.post("/fhir", bundle("transaction", first, second, read));
        assertThat(done.status()).as("%s", done).isEqualTo(200);
        assertThat(texts(done, "/response/status")).containsExactly("201", "201", "200");
        assertThat(done.json().at("/entry/2/resource/total").asInt()).isEqualTo(1);
        String id = done.json().at("/entry/0/response/location").asString().replaceFirst("/_history.*", "");
        String reported =
                done.json().at("/entry/1/response/location").asString().replaceFirst("/_history.*", "");
        assertThat(doctor.get("/fhir/" + reported)
                        .json()
                        .at("/result/0/reference")
                        .asString())
                .isEqualTo(id);

        Reply batch = doctor.post(
                "/fhir",
                bundle(
                        "batch",
                        "{\"request\":{\"method\":\"GET\",\"url\":\"" + id + "\"}}",
                        "{\"request\":{\"method\":\"GET\",\"url\":\"Observation\"}}",
                        "{\"request\":{\"method\":\"DELETE\",\"url\":\"" + id + "\"}}",
                        "{\"request\":{\"method\":\"GET\",\"url\":\"" + id + "/_history/1\"}}"));
        assertThat(batch.status()).as("%s", batch).isEqualTo(200);
        assertThat(texts(batch, "/response/status")).containsExactly("200", "400", "403", "200");
    }

    private static String entry(String method, String url, String resource, String fullUrl) {
        return "{\"fullUrl\":\"" + fullUrl + "\",\"resource\":" + resource + ",\"request\":{\"method\":\"" + method
                + "\",\"url\":\"" + url + "\"}}";
    }

    private static String bundle(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    @Test
    void whatIsMaskedIsNeverWrittenBackAndPatientsAreNotDeleted() {
        String masked = observation(stored("m"), "m")
                .replace(
                        "\"status\":\"final\"",
                        "\"status\":\"final\",\"_issued\":{\"extension\":[{\"url\":"
                                + "\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"masked\"}]}");
        String id = masked.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(connector.put("/fhir/Observation/" + id, masked).status()).isEqualTo(422);
        assertThat(connector
                        .send("DELETE", "/fhir/Patient/" + patient, BodyPublishers.noBody())
                        .status())
                .isEqualTo(422);
        assertThat(connector
                        .put("/fhir/Observation/" + id, observation("other", "x"))
                        .status())
                .isEqualTo(400);
        String unknown = "00000000-0000-4000-8000-000000000000";
        assertThat(connector
                        .put("/fhir/Observation/" + unknown, observation(unknown, "x"))
                        .status())
                .isEqualTo(404);
    }
}
