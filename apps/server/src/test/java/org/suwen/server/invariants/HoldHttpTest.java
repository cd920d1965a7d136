package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** What a dispute names can't be erased until two persons have released it. */
class HoldHttpTest {
    private static final DemoServer DEMO = DemoServer.shared();
    private static final String WHY = "{\"reason\":\"(2026) 沪01民初1号\"}";

    private static String stored() {
        Reply reply = DEMO.as("connector")
                .post(
                        "/fhir/Patient",
                        "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"路过客\"}]}",
                        "X-Request-Id",
                        UUID.randomUUID().toString());
        assertThat(reply.status()).as("%s", reply).isEqualTo(201);
        return reply.storedId();
    }

    private static Reply purge(String patient) {
        return DEMO.as("officer")
                .post(
                        "/fhir/Patient/" + patient + "/$purge",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":\"本人申请\"}]}",
                        "Content-Type",
                        "application/fhir+json");
    }

    private static JsonNode held(String patient) {
        for (JsonNode each : DEMO.as("auditor").get("/api/office/holds").json().get("holds")) {
            if (each.get("patients").toString().contains(patient)) {
                return each;
            }
        }
        throw new AssertionError("no hold on " + patient);
    }

    @Test
    void aHeldPatientIsNotErasedUntilASecondPersonAgrees() {
        String patient = stored();
        Http officer = DEMO.as("officer");
        Reply placed =
                officer.post("/api/office/holds", "{\"patients\":[\"" + patient + "\"],\"reason\":\"(2026) 沪01民初1号\"}");
        assertThat(placed.status()).as("%s", placed).isEqualTo(200);
        String path = "/api/office/holds/" + held(patient).get("id").asString() + "/release";

        Reply locked = purge(patient);
        assertThat(locked.status()).as("%s", locked).isEqualTo(409);
        assertThat(locked.text()).contains("DISPUTE_HOLD");

        assertThat(DEMO.as("dr.lin").post(path, WHY).status()).isEqualTo(403);
        assertThat(officer.post(path, "{\"reason\":\"\"}").status()).isEqualTo(400);
        assertThat(officer.post(path, WHY).status()).as("the first has asked").isEqualTo(200);
        assertThat(officer.post(path, WHY).reason()).isEqualTo("SECOND_PERSON");
        assertThat(purge(patient).status()).as("one person releases nothing").isEqualTo(409);
        assertThat(DEMO.as("auditor").post(path, WHY).status()).isEqualTo(200);
        assertThat(DEMO.as("auditor").post(path, WHY).status()).as("once").isEqualTo(404);
        assertThat(purge(patient).status()).as("released").isEqualTo(202);

        JsonNode entries = officer.get("/api/office/entries?type=KEY&patient=" + patient)
                .json()
                .get("entries");
        assertThat(entries.findValuesAsString("operation"))
                .containsSubsequence("hold.release", "hold.release.ask", "hold.place");
    }

    @Test
    void aPackageHoldsWhomItIsAbout() {
        Http doctor = DEMO.as("dr.lin");
        String patient = doctor.patient("CL0000002");
        long read = doctor.get("/fhir/Patient/" + patient).entry().orElseThrow();
        Reply made = DEMO.as("officer")
                .post("/api/office/evidence", "{\"entries\":[" + read + "],\"reason\":\"检查 7\",\"hold\":true}");
        assertThat(made.status()).isEqualTo(200);
        JsonNode hold = held(patient);
        assertThat(hold.get("entries").toString()).isEqualTo("[" + read + "]");
        assertThat(hold.get("reason").asString()).isEqualTo("检查 7");
        String path = "/api/office/holds/" + hold.get("id").asString() + "/release";
        assertThat(DEMO.as("officer").post(path, WHY).status()).isEqualTo(200);
        assertThat(DEMO.as("auditor").post(path, WHY).status()).isEqualTo(200);
    }

    @Test
    void onlyTheOfficerPlacesOneAndItNamesSomething() {
        String body = "{\"entries\":[1],\"reason\":\"检查 8\"}";
        assertThat(DEMO.as("dr.lin").post("/api/office/holds", body).status()).isEqualTo(403);
        assertThat(DEMO.as("auditor").post("/api/office/holds", body).status()).isEqualTo(403);
        Http officer = DEMO.as("officer");
        assertThat(officer.post("/api/office/holds", "{\"reason\":\"检查 8\"}").status())
                .isEqualTo(400);
        assertThat(officer.post("/api/office/holds", "{\"entries\":[99999999],\"reason\":\"检查 8\"}")
                        .status())
                .isEqualTo(404);
    }
}
