package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** I2: what isn't known or can't be evaluated is closed, to outsiders first, and emergency care is never locked out. */
class FailClosedTest {
    private static final String ORDINARY = "http://hl7.org/fhir/sid/icd-10\",\"code\":\"K29.5";
    private static final String UNKNOWN = "urn:example:a-ward's-own-codes\",\"code\":\"QZ-771";

    /** Asks for a value that only models have, so that it can't be evaluated for people. */
    private static final String BROKEN_RULE = """
            rules:
              - id: H-FAULT
                catalogue: [DOC-03]
                title: {zh: 故障规则, en: A rule that asks for an absent value}
                basis: "a fault, seeded by a test"
                scope: {actions: [READ, SEARCH]}
                when: 'licence.stage == "DEVELOPMENT"'
                deny: {gate: CONSENT, reason: PURPOSE}
              - id: H-FAULT-ENVIRONMENT
                catalogue: [DOC-03]
                title: {zh: 环境门故障规则, en: A rule about the environment that asks for an absent value}
                basis: "a fault, seeded by a test"
                scope: {roles: [DOCTOR]}
                when: 'licence.stage == "DEVELOPMENT"'
                deny: {gate: ENVIRONMENT, reason: NETWORK}
            """;

    @Test
    void anUnknownCodeIsClosedToOutsidersAndOpenToTheOwnTeam() {
        DemoServer demo = DemoServer.shared();
        Http team = demo.as("dr.lin");
        Http elsewhere = demo.as("dr.sun");
        String patient = team.patient("CL0000002");
        String known = store(demo, patient, ORDINARY);
        String unknown = store(demo, patient, UNKNOWN);
        choose(demo.as("li.wen"), patient, "AGREE");

        assertThat(elsewhere.get(known).status())
                .as("what the patient's agreement opens")
                .isEqualTo(200);
        Reply closed = elsewhere.get(unknown);
        assertThat(closed.status()).as("%s", closed).isEqualTo(403);
        assertThat(closed.reason()).isEqualTo("UNCLASSIFIED");
        assertThat(entered(demo, closed)).isEqualTo("UNCLASSIFIED");
        String found = elsewhere
                .get("/fhir/Condition?patient=" + patient + "&_count=500")
                .text();
        assertThat(found).contains(id(known), "UNCLASSIFIED").doesNotContain(id(unknown), "QZ-771");
        assertThat(team.get(unknown).status()).as("the own team").isEqualTo(200);

        breakGlass(elsewhere, patient);
        assertThat(elsewhere.get(unknown).status()).as("in an emergency").isEqualTo(200);
        choose(demo.as("li.wen"), patient, "DISAGREE");
    }

    @Test
    void aRuleThatCannotBeEvaluatedDeniesAndIsEnteredAndTheEmergencyDoorStays(@TempDir Path rules) throws IOException {
        Path broken = rules.resolve("broken.yaml");
        Files.writeString(broken, BROKEN_RULE);
        try (DemoServer demo = DemoServer.start(Map.of("SUWEN_RULES", broken.toString()))) {
            Http doctor = demo.as("dr.lin");
            String patient = find(doctor, "CL0000002");
            String condition = store(demo, patient, ORDINARY);

            for (String path : new String[] {condition, "/fhir/Patient/" + patient + "/$everything"}) {
                Reply closed = doctor.get(path);
                assertThat(closed.status()).as("%s", closed).isEqualTo(403);
                assertThat(closed.reason()).isEqualTo("RULE_FAULT");
                assertThat(closed.text()).doesNotContain("K29.5", "李文");
                assertThat(entered(demo, closed)).isEqualTo("RULE_FAULT");
            }
            Reply worklist = doctor.get("/api/worklist");
            assertThat(worklist.json().get("patients")).as("%s", worklist).isEmpty();

            breakGlass(doctor, patient);
            Reply open = doctor.get(condition);
            assertThat(open.status()).as("%s", open).isEqualTo(200);
            assertThat(open.header("Suwen-Ground")).isEqualTo("BREAK_GLASS");
            assertThat(open.text()).contains("K29.5");
        }
    }

    private static String store(DemoServer demo, String patient, String code) {
        Reply stored = demo.as("connector")
                .post(
                        "/fhir/Condition",
                        "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + patient
                                + "\"},\"code\":{\"coding\":[{\"system\":\"" + code + "\"}]}}");
        assertThat(stored.status()).as("%s", stored).isEqualTo(201);
        return stored.stored();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void choose(Http self, String patient, String choice) {
        String page = "/api/patients/" + patient + "/consents";
        long version = self.get(page).json().get("version").asLong();
        Reply changed = self.put(
                page,
                "{\"version\":" + version + ",\"changes\":[{\"kind\":\"RECIPIENT\",\"code\":\"dr.sun\",\"choice\":\""
                        + choice + "\"}]}");
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
    }

    private static String find(Http caller, String record) {
        Reply found = caller.post("/api/patients/find", "{\"kind\":\"RECORD_NUMBER\",\"value\":\"" + record + "\"}");
        assertThat(found.status()).as("%s", found).isEqualTo(200);
        return found.json().at("/patients/0/id").asString();
    }

    private static void breakGlass(Http caller, String patient) {
        Reply open = caller.post(
                "/api/break-glass",
                "{\"patient\":\"" + patient + "\",\"situation\":\"RESUSCITATION\",\"reason\":\"心脏骤停抢救\"}");
        assertThat(open.status()).as("%s", open).isEqualTo(200);
    }

    /** The reason that stands in the ledger for a refusal, as the auditor reads it. */
    private static String entered(DemoServer demo, Reply refusal) {
        JsonNode entry = demo.as("auditor")
                .get("/api/office/entries/" + refusal.entry().orElseThrow())
                .json();
        assertThat(entry.get("outcome").asString()).as("%s", entry).isEqualTo("DENY");
        return entry.at("/reason/code").asString();
    }
}
