package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.suwen.fhir.StructureCheck;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** FHIR AuditEvent through the gate: the own for patients, all for the office, nothing for others. */
class AuditEventHttpTest {
    private static final DemoServer DEMO = DemoServer.shared();
    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/";

    private static String read(Http doctor, String patient) {
        Reply reply = doctor.get("/fhir/Patient/" + patient);
        assertThat(reply.status()).isEqualTo(200);
        return reply.header("Suwen-Decision");
    }

    @Test
    void aReadAndItsDecisionAreEventsOfBalpsForm() {
        Http doctor = DEMO.as("dr.lin");
        String patient = doctor.patient("CL0000002");
        String request = read(doctor, patient);
        Http officer = DEMO.as("officer");

        Reply operation = officer.get("/fhir/AuditEvent/" + request);
        assertThat(operation.status()).as("%s", operation).isEqualTo(200);
        StructureCheck.require(operation.body());
        JsonNode event = operation.json();
        assertThat(event.at("/meta/profile/0").asString()).isEqualTo(BALP + "IHE.BasicAudit.PatientRead");
        assertThat(event.at("/type/code").asString()).isEqualTo("rest");
        assertThat(event.at("/subtype/0/code").asString()).isEqualTo("read");
        assertThat(event.get("action").asString()).isEqualTo("R");
        assertThat(event.get("outcome").asString()).isEqualTo("0");
        assertThat(codes(event.get("agent"))).containsExactly("110152", "110153", "IRCP");
        assertThat(event.at("/entity/0/what/reference").asString()).isEqualTo("Patient/" + patient);

        Reply decision = officer.get("/fhir/AuditEvent/" + request + "-authz");
        StructureCheck.require(decision.body());
        JsonNode decided = decision.json();
        assertThat(decided.at("/meta/profile/0").asString()).isEqualTo(BALP + "IHE.BasicAudit.AuthZconsent");
        assertThat(decided.at("/type/code").asString()).isEqualTo("110113");
        assertThat(codes(decided.get("agent"))).containsExactly("110150", "IRCP", "PROV", "authserver");
        assertThat(decided.at("/entity/1/type/code").asString()).isEqualTo("Consent");
        assertThat(decided.at("/entity/1/detail").findValuesAsString("valueString"))
                .isNotEmpty();
    }

    private static List<String> codes(JsonNode agents) {
        return agents.valueStream()
                .map(agent -> agent.at("/type/coding/0/code").asString())
                .toList();
    }

    @Test
    void aPatientSearchesTheOwnAndSeesNoAddress() {
        Http doctor = DEMO.as("dr.lin");
        String patient = doctor.patient("CL0000002");
        String request = read(doctor, patient);
        Http self = DEMO.as("li.wen");

        Reply own = self.get("/fhir/AuditEvent?patient=Patient/" + patient + "&agent=dr.lin&_count=200");
        assertThat(own.status()).as("%s", own).isEqualTo(200);
        StructureCheck.require(own.body());
        assertThat(own.json().findValuesAsString("id")).contains(request, request + "-authz");
        assertThat(own.text()).contains("\"withheld\"").doesNotContain("127.0.0.1");
        assertThat(self.get("/fhir/AuditEvent/" + request).status()).isEqualTo(200);

        assertThat(self.get("/fhir/AuditEvent").status()).as("all of them").isEqualTo(403);
        assertThat(self.get("/fhir/AuditEvent?patient=" + doctor.patient("CL0000001"))
                        .status())
                .as("somebody else's")
                .isIn(403, 404);
        assertThat(doctor.get("/fhir/AuditEvent?patient=" + patient).status())
                .as("a clinician")
                .isEqualTo(403);
        assertThat(self.get("/fhir/AuditEvent?patient=" + patient + "&address=10.0.0.1")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theOfficeSearchesByAgentOutcomeAndDayPageByPage() {
        String patient = DEMO.as("dr.lin").patient("CL0000002");
        Http researcher = DEMO.as("researcher.qian");
        for (int times = 0; times < 3; times++) {
            assertThat(researcher.get("/fhir/Patient/" + patient).status()).isEqualTo(403);
        }
        Http auditor = DEMO.as("auditor");
        Reply page = auditor.get("/fhir/AuditEvent?agent=researcher.qian&outcome=4&date=ge2001-01-01&_count=2");
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        JsonNode bundle = page.json();
        assertThat(bundle.findValuesAsString("outcome")).isNotEmpty().containsOnly("4");
        String next = bundle.at("/link/1/url").asString();
        assertThat(next).contains("_page=");
        Reply second = auditor.get(next.substring(next.indexOf("/fhir/")));
        assertThat(second.json().findValuesAsString("id"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(bundle.findValuesAsString("id"));
        assertThat(auditor.get("/fhir/AuditEvent?date=lt2001-01-01").json().has("entry"))
                .isFalse();
        assertThat(auditor.get("/fhir/AuditEvent?colour=red").status()).isEqualTo(400);
        assertThat(auditor.get("/fhir/AuditEvent/none").status()).isEqualTo(404);
    }
}
