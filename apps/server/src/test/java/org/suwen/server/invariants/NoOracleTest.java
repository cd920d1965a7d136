package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;

/** I9, D4: nobody learns from a look-up who is a patient here; a closed patient and an unknown one answer alike. */
class NoOracleTest {
    private static final DemoServer DEMO = DemoServer.shared();
    private static final String HERE = "CL0000002";
    private static final String NOWHERE = "CL9999992";
    private static final List<String> OUTSIDERS =
            List.of("researcher.qian", "wang.ning", "sun.wei", "ai.chest-ct", "dr.wu", "connector", "admin", "officer");

    @Test
    void aClosedPatientIsFoundByNoIdentifier() {
        assertThat(DEMO.as("dr.lin").get("/fhir/Patient?identifier=" + HERE).text())
                .as("the own team")
                .contains("\"Patient\"");
        for (String outsider : OUTSIDERS) {
            Http caller = DEMO.as(outsider);
            long before = DEMO.entries();
            Reply closed = caller.get("/fhir/Patient?identifier=" + HERE);
            long between = DEMO.entries();
            Reply unknown = caller.get("/fhir/Patient?identifier=" + NOWHERE);

            assertAlike(outsider, closed, unknown);
            assertThat(closed.status()).isEqualTo(200);
            assertThat(closed.json().get("total").asInt()).isZero();
            assertThat(between - before).as("entries of a closed look").isEqualTo(1);
            assertThat(DEMO.entries() - between)
                    .as("entries of a look at nobody")
                    .isEqualTo(1);
        }
    }

    @Test
    void theEmergencyLookUpTellsOutsidersNothing() {
        Http doctor = DEMO.as("dr.wu");
        assertThat(find(doctor, HERE).json().get("patients")).hasSize(1);
        assertThat(find(doctor, NOWHERE).json().get("patients")).isEmpty();
        OUTSIDERS.stream().filter(each -> !each.startsWith("dr.")).forEach(outsider -> {
            Http caller = DEMO.as(outsider);
            assertAlike(outsider, find(caller, HERE), find(caller, NOWHERE));
        });
    }

    private static Reply find(Http caller, String record) {
        return caller.post("/api/patients/find", "{\"kind\":\"RECORD_NUMBER\",\"value\":\"" + record + "\"}");
    }

    @Test
    void anUnknownPatientIsRefusedAtEveryDoorAndEntered() {
        String nobody = UUID.randomUUID().toString();
        Map<String, String> doors = new LinkedHashMap<>();
        for (String path : List.of("consents", "devices", "feed")) {
            doors.put("/api/patients/" + nobody + "/" + path, "");
        }
        doors.put("/fhir/Patient/" + nobody, "");
        doors.put("/fhir/Patient/" + nobody + "/$everything", "");
        doors.put("/fhir/Condition?patient=" + nobody, "");
        doors.put(
                "/api/break-glass",
                "{\"patient\":\"" + nobody + "\",\"situation\":\"RESUSCITATION\",\"reason\":\"心脏骤停抢救\"}");
        for (String account : List.of("dr.lin", "li.wen", "researcher.qian")) {
            Http caller = DEMO.as(account);
            doors.forEach((path, body) -> {
                long before = DEMO.entries();
                Reply reply = body.isEmpty() ? caller.get(path) : caller.post(path, body);
                assertThat(reply.status())
                        .as("%s at %s: %s", account, path, reply)
                        .isEqualTo(404);
                assertThat(DEMO.entries() - before).as("entries of %s", path).isEqualTo(1);
            });
        }
    }

    private static void assertAlike(String who, Reply closed, Reply unknown) {
        assertThat(closed.status()).as("%s: %s", who, closed).isEqualTo(unknown.status());
        assertThat(closed.body()).as(who).isEqualTo(unknown.body());
        assertThat(closed.withoutDate()).as(who).isEqualTo(unknown.withoutDate());
    }
}
