package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.note.Ed25519Verifier;
import org.suwen.ledger.note.SignedNote;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** Consent over HTTP: handed in, taken back, asked about, previewed, with a receipt that an outsider checks. */
class ConsentHttpTest {

    private final DemoServer demo = DemoServer.shared();
    private final String patient = demo.as("dr.lin").patient("CL0000002");
    private final Http self = demo.as("li.wen");
    private final String consents = "/api/patients/" + patient + "/consents";

    @Test
    void aBrokenConsentIsRefusedWithEveryRuleAndElement() {
        Reply reply = self.post(consents + "/acts", "{\"answers\":{\"OPTION:TEACHING\":\"AGREE\"}}");

        assertThat(reply.status()).as("%s", reply).isEqualTo(422);
        assertThat(reply.json().get("defects").findValuesAsString("rule"))
                .contains("AGR-06", "AGR-08", "AGR-64", "DIC-07", "CON-08");
    }

    @Test
    void oneCallTakesBackAndTheOfficeSeesTheClocks() {
        Reply back = self.post(consents + "/withdraw", "{\"items\":[\"OPTION:PUBLIC_HEALTH\"]}");

        assertThat(back.status()).as("%s", back).isEqualTo(201);
        String act = back.json().get("act").asString();
        JsonNode tasks =
                demo.as("officer").get("/api/office/consent-tasks").json().get("tasks");
        assertThat(tasks.findValuesAsString("id")).contains(act + ":FREEZE", act + ":CLEAR");
        Reply done = demo.as("officer")
                .post("/api/office/consent-tasks/" + act + ":CLEAR", "{\"proof\":\"nothing was passed on\"}");
        assertThat(done.status()).as("%s", done).isEqualTo(200);
        assertThat(self.get("/api/office/consent-tasks").status()).isEqualTo(403);
    }

    @Test
    void theReceiptIsCheckedByAnOutsider() throws Exception {
        Reply back = self.post(consents + "/withdraw", "{\"items\":[\"OPTION:COMMERCIAL\"]}");
        JsonNode receipt = back.json().get("receipt");
        String key =
                demo.as("officer").get("/api/office/ledger").json().get("key").asString();

        SignedNote note = SignedNote.parse(receipt.get("note").asString().getBytes(StandardCharsets.UTF_8));
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(receipt.get("record").asString().getBytes(StandardCharsets.UTF_8));

        assertThat(note.text())
                .startsWith("suwen.org/consent-receipt/v1\n")
                .endsWith(HexFormat.of().formatHex(hash) + "\n");
        assertThat(Ed25519Verifier.parse(key)
                        .verify(
                                note.text().getBytes(StandardCharsets.UTF_8),
                                note.lines().getFirst().signature()))
                .isTrue();
    }

    @Test
    void asksOnTwoAxesOfTime() {
        self.post(consents + "/withdraw", "{\"items\":[\"OPTION:TEACHING\"]}");
        String question =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"patient\",\"valueString\":\"" + patient
                        + "\"},{\"name\":\"actor\",\"valueString\":\"dr.lin\"},{\"name\":\"purpose\",\"valueCode\":\"TEACHING\"}%s]}";

        JsonNode now =
                self.post("/fhir/Consent/$decide", question.formatted("")).json();
        JsonNode then = self.post(
                        "/fhir/Consent/$decide",
                        question.formatted(",{\"name\":\"knownAt\",\"valueInstant\":\"2001-01-01T00:00:00Z\"}"))
                .json();

        assertThat(now.at("/parameter/0/part/0/valueCode").asString()).isIn("deny", "no-consent");
        assertThat(then.at("/parameter/0/part/0/valueCode").asString()).isEqualTo("no-consent");
        assertThat(self.post("/fhir/Consent/$decide", "{\"resourceType\":\"Parameters\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void speaksCdsHooks() {
        assertThat(demo.http().get("/cds-services").json().at("/services/0/id").asString())
                .isEqualTo("patient-consent-consult");
        String body =
                "{\"hook\":\"patient-consent-consult\",\"hookInstance\":\"1\",\"context\":{\"scope\":\"patient-privacy\","
                        + "\"purposeOfUse\":\"%s\",\"patientId\":[{\"system\":\"x\",\"value\":\"" + patient
                        + "\"}],\"actor\":[{\"system\":\"x\",\"value\":\"nobody\"}]}}";

        Reply card = self.post("/cds-services/patient-consent-consult", body.formatted("HMARKT"));

        assertThat(card.status()).as("%s", card).isEqualTo(200);
        assertThat(card.json().at("/cards/0/summary").asString()).isEqualTo("NO_CONSENT");
        Http stranger = demo.as("researcher.qian");
        String treat = body.formatted("TREAT");
        for (String asked : List.of(
                treat, treat.replace(patient, java.util.UUID.randomUUID().toString()))) {
            Reply closed = stranger.post("/cds-services/patient-consent-consult", asked);
            assertThat(closed.status()).as("%s", closed).isEqualTo(200);
            assertThat(closed.json().at("/cards/0/summary").asString())
                    .as("a closed patient and an unknown one")
                    .isEqualTo("NO_CONSENT");
        }
    }

    @Test
    void aPreviewNamesNoKindOfDataThatIsHiddenFromWhoeverAsks() {
        Http other = demo.as("wang.ning");
        String own = other.patient("CL0000003");
        String stored = demo.as("connector")
                .post(
                        "/fhir/Condition",
                        "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + own
                                + "\"},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\","
                                + "\"code\":\"B20\"}]}}")
                .stored();

        Reply preview = other.post("/api/patients/" + own + "/consents/preview", "{\"changes\":[]}");

        assertThat(other.get(stored).status()).as("it is there and hidden").isEqualTo(404);
        assertThat(preview.status()).as("%s", preview).isEqualTo(200);
        assertThat(preview.json().findValuesAsString("type")).contains("Patient", "Observation");
        assertThat(preview.text()).doesNotContain("BLOOD_BORNE_INFECTION");
    }

    @Test
    void previewsOnTheOwnRecordWhoWouldSeeWhat() {
        Reply preview = self.post(
                consents + "/preview",
                "{\"changes\":[{\"kind\":\"RECIPIENT\",\"code\":\"dr.sun\",\"choice\":\"AGREE\"}]}");

        assertThat(preview.status()).as("%s", preview).isEqualTo(200);
        List<String> after = new ArrayList<>();
        for (JsonNode each : preview.json().get("parties")) {
            if (each.get("id").asString().equals("dr.sun")) {
                after.addAll(each.get("rows").findValuesAsString("after"));
            }
        }
        assertThat(after).isNotEmpty().containsOnly("PERMIT");
        assertThat(self.get(consents).json().at("/recipients").toString()).doesNotContain("preview");
    }
}
