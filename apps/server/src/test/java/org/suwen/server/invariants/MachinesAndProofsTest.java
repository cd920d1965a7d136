package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.postgres.PostgresLedgerReader;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** I6 to I9 over HTTP: the ledger can't lie, answers explain themselves, machines don't prescribe, hidden is absent. */
class MachinesAndProofsTest {
    private static final DemoServer DEMO = DemoServer.shared();

    @Test
    void oneChangedByteOfAnEntryIsNamedByItsPosition() {
        DEMO.as("dr.lin").patient("CL0000002");
        long position = 17;
        assertThat(verify().broken()).isEmpty();
        flip(position);
        try {
            Report report = verify();
            assertThat(report.state()).isEqualTo(Report.State.BROKEN);
            assertThat(report.broken().orElseThrow().position()).hasValue(position);
            Reply office = DEMO.as("officer").post("/api/office/verify", "{}");
            assertThat(office.text()).contains("\"state\":\"BROKEN\"", "\"position\":" + position);
        } finally {
            flip(position);
        }
        assertThat(verify().broken()).isEmpty();
    }

    private static void flip(long position) {
        DEMO.execute("UPDATE ledger_entry SET bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 1) WHERE index = "
                + position);
    }

    private static Report verify() {
        try (var source = DEMO.source()) {
            return new LedgerVerifier(new PostgresLedgerReader(source), Trust.NOTHING).verify(checked -> {});
        }
    }

    @Test
    void aDecisionExplainsItselfAndComesOutTheSameAgain() {
        Http doctor = DEMO.as("dr.lin");
        Http stranger = DEMO.as("researcher.qian");
        String path = "/fhir/Patient/" + doctor.patient("CL0000002");
        for (Http caller : List.of(doctor, stranger)) {
            JsonNode first = explained(caller, path);
            JsonNode second = explained(caller, path);
            assertThat(first.get("rules")).as("%s", first).isNotEmpty().isEqualTo(second.get("rules"));
            assertThat(first.get("rulebook").asString())
                    .hasSize(64)
                    .isEqualTo(second.get("rulebook").asString());
            assertThat(first.get("consentVersion").isIntegralNumber()).isTrue();
            assertThat(first.get("consentVersion")).isEqualTo(second.get("consentVersion"));
            assertThat(first.get("outcome")).isEqualTo(second.get("outcome"));
            assertThat(first.get("ground")).isEqualTo(second.get("ground"));
            assertThat(first.get("reason")).isEqualTo(second.get("reason"));
        }
        assertThat(explained(doctor, path).get("outcome").asString()).isEqualTo("PERMIT");
        assertThat(explained(stranger, path).at("/reason/code").asString()).isNotEmpty();
    }

    private static JsonNode explained(Http caller, String path) {
        String decision = caller.get(path).header("Suwen-Decision");
        Reply reply = caller.get("/api/decisions/" + decision);
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return reply.json();
    }

    @Test
    void noModelWritesAPrescriptionByAnyDoor() {
        Http doctor = DEMO.as("dr.lin");
        String patient = doctor.patient("CL0000002");
        String order = "{\"resourceType\":\"MedicationRequest\",\"status\":\"active\",\"intent\":\"order\","
                + "\"subject\":{\"reference\":\"Patient/" + patient
                + "\"},\"medicationCodeableConcept\":{\"text\":\"x\"}}";
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + order
                + ",\"request\":{\"method\":\"POST\",\"url\":\"MedicationRequest\"}}]}";
        long before = DEMO.number("SELECT count(*) FROM vault.resource");
        for (String model : List.of("ai.hepatology", "ai.chest-ct")) {
            Http machine = DEMO.as(model);
            for (String via : List.of("", "dr.lin", "ai.hepatology")) {
                String[] headers = via.isEmpty()
                        ? new String[] {"Suwen-Software-Version", "1.0"}
                        : new String[] {"Suwen-Software-Version", "1.0", "Suwen-Via", via};
                for (Reply reply : List.of(
                        machine.post("/fhir/MedicationRequest", order, headers),
                        machine.post("/fhir", bundle, headers))) {
                    assertThat(reply.status())
                            .as("%s via `%s`: %s", model, via, reply)
                            .isEqualTo(403);
                    assertThat(reply.reason()).startsWith("AI_");
                }
            }
        }
        assertThat(DEMO.as("ai.hepatology")
                        .post("/fhir/MedicationRequest", order, "Suwen-Software-Version", "1.0")
                        .reason())
                .isEqualTo("AI_PRESCRIPTION");
        assertThat(DEMO.number("SELECT count(*) FROM vault.resource")).isEqualTo(before);
    }

    @Test
    void whatIsHiddenOnlineAnswersLikeWhatIsAbsent() {
        Http team = DEMO.as("connector");
        Http self = DEMO.as("wang.ning");
        String patient = self.patient("CL0000003");
        Reply written = team.post(
                "/fhir/Condition",
                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + patient
                        + "\"},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"B20\"}]}}");
        assertThat(written.status()).as("%s", written).isEqualTo(201);
        String id = written.header("Location").split("/")[1];

        Reply hidden = self.get("/fhir/Condition/" + id);
        Reply absent = self.get("/fhir/Condition/" + UUID.randomUUID());

        assertThat(hidden.status()).isEqualTo(404).isEqualTo(absent.status());
        assertThat(hidden.body()).isEqualTo(absent.body());
        assertThat(hidden.withoutDate()).isEqualTo(absent.withoutDate());
        String found =
                self.get("/fhir/Condition?patient=" + patient + "&_count=500").text();
        String everything =
                self.get("/fhir/Patient/" + patient + "/$everything?_count=500").text();
        assertThat(found + everything).doesNotContain(id, "B20", "B24", "HIV", "免疫缺陷", "86406008", "HIDDEN");
    }
}
