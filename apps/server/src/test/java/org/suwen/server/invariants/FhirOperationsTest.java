package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** XML on the wire, FHIRPath Patch, {@code $validate} and {@code $summary}: each behind the one gate. */
class FhirOperationsTest {
    private static final String XML = "application/fhir+xml";

    private static Http doctor;
    private static String patient;
    private static String encounter;

    @BeforeAll
    static void findPatient() {
        doctor = DemoServer.shared().as("dr.lin");
        patient = doctor.patient("CL0000002");
        encounter = doctor.get("/fhir/Encounter?patient=" + patient + "&_sort=-date&_count=1")
                .json()
                .at("/entry/0/resource/id")
                .asString();
    }

    private static String xml(String text) {
        return "<Observation xmlns=\"http://hl7.org/fhir\"><status value=\"final\"/><code><coding>"
                + "<system value=\"http://loinc.org\"/><code value=\"8867-4\"/></coding><text value=\"" + text
                + "\"/></code><subject><reference value=\"Patient/" + patient
                + "\"/></subject><encounter><reference value=\"Encounter/" + encounter
                + "\"/></encounter><effectiveDateTime value=\"2026-02-06\"/><valueQuantity><value value=\"61.50\"/>"
                + "<unit value=\"/min\"/></valueQuantity></Observation>";
    }

    private static String made(String text) {
        Reply made = doctor.post("/fhir/Observation", xml(text), "Content-Type", XML);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return made.stored();
    }

    @Test
    void whatComesInXmlIsStoredAndWhatLeavesIsXmlWhereXmlIsAsked() {
        String path = made("xml one");
        assertThat(doctor.get(path).json().at("/code/text").asString()).isEqualTo("xml one");

        Reply read = doctor.get(path, "Accept", XML);
        assertThat(read.header("Content-Type")).startsWith(XML);
        assertThat(read.text()).contains("<value value=\"61.50\"/>").contains("xml one");
        assertThat(read.header("Suwen-Entry")).isNotEmpty();
        assertThat(doctor.get(path + "?_format=xml").text()).startsWith("<Observation");
        assertThat(doctor.get(path + "?_format=json", "Accept", XML).text()).startsWith("{");
        Reply page = doctor.get("/fhir/Observation?patient=" + patient + "&_count=2", "Accept", XML);
        assertThat(page.text()).startsWith("<Bundle").contains("<link>");
        assertThat(doctor.get("/fhir/metadata", "Accept", XML).text()).startsWith("<CapabilityStatement");
        Reply refused = DemoServer.shared().as("connector").get(path, "Accept", XML);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).startsWith("<OperationOutcome");
        assertThat(DemoServer.shared().http().get(path, "Accept", XML).status()).isEqualTo(401);
    }

    @Test
    void whatIsMaskedInJsonIsMaskedInXml() {
        Http nurse = DemoServer.shared().as("nurse.he");
        for (String account : new String[] {"nurse.he", "dr.chen", "li.wen"}) {
            Http who = DemoServer.shared().as(account);
            Reply json = who.get("/fhir/Patient/" + patient);
            Reply xml = who.get("/fhir/Patient/" + patient, "Accept", XML);
            assertThat(xml.status()).isEqualTo(json.status());
            json.json().path("telecom").forEach(each -> {
                if (each.has("value")) {
                    assertThat(xml.text()).contains(each.path("value").asString());
                }
            });
            int masked = json.text().split("\"masked\"", -1).length;
            assertThat(xml.text().split("value=\"masked\"", -1)).hasSize(masked);
        }
        assertThat(nurse.get("/fhir/Patient/" + patient).status()).isEqualTo(200);
    }

    @Test
    void xmlThatIsWrongIsRefusedWithItsPlace() {
        Reply broken =
                doctor.post("/fhir/Observation", "<Observation xmlns=\"http://hl7.org/fhir\"><st", "Content-Type", XML);
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.text()).contains("line 1").contains("OperationOutcome");
        Reply entity = doctor.post(
                "/fhir/Observation",
                "<!DOCTYPE o [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + xml("&x;"),
                "Content-Type",
                XML);
        assertThat(entity.status()).isEqualTo(400);
        assertThat(entity.text()).doesNotContain("root:");
    }

    private static String parameters(String type, String path, String value) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":[{\"name\":\"type\","
                + "\"valueCode\":\"" + type + "\"},{\"name\":\"path\",\"valueString\":\"" + path + "\"},"
                + "{\"name\":\"value\",\"valueString\":\"" + value + "\"}]}]}";
    }

    private static Reply patch(Http who, String path, String body, String type) {
        return who.send("PATCH", path, BodyPublishers.ofString(body), "Content-Type", type);
    }

    @Test
    void aFhirPathPatchChangesWhatIsSeenWhole() {
        String path = made("before");
        Reply done =
                patch(doctor, path, parameters("replace", "Observation.code.text", "after"), "application/fhir+json");
        assertThat(done.status()).as("%s", done).isEqualTo(200);
        assertThat(doctor.get(path).text()).contains("\"after\"").contains("61.50");

        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
                + parameters("replace", "Observation.code.text", "in a bundle")
                + ",\"request\":{\"method\":\"PATCH\",\"url\":\"" + path.substring(6) + "\"}}]}";
        Reply transaction = doctor.post("/fhir", bundle);
        assertThat(transaction.status()).as("%s", transaction).isEqualTo(200);
        assertThat(doctor.get(path).json().at("/code/text").asString()).isEqualTo("in a bundle");

        for (String wrong : new String[] {
            parameters("replace", "Observation.category", "x"),
            parameters("replace", "Observation.(", "x"),
            "{\"resourceType\":\"Patient\"}",
            "{}"
        }) {
            Reply refused = patch(doctor, path, wrong, "application/fhir+json");
            assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        }
        assertThat(patch(doctor, path, "x", "text/plain").status()).isEqualTo(415);
    }

    @Test
    void theValidatorJudgesWhatIsSentAndWhatIsStored() {
        String wrong = "{\"resourceType\":\"Observation\",\"status\":\"final\"}";
        Reply sent = doctor.post("/fhir/Observation/$validate", wrong);
        assertThat(sent.status()).as("%s", sent).isEqualTo(200);
        assertThat(sent.text()).contains("Observation.code").contains("\"error\"");
        Reply wrapped = doctor.post(
                "/fhir/$validate",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":" + wrong + "}]}");
        assertThat(wrapped.text()).contains("Observation.code");
        assertThat(doctor.post("/fhir/Patient/$validate", wrong).status()).isEqualTo(400);

        Reply stored = doctor.get("/fhir/Patient/" + patient + "/$validate");
        assertThat(stored.status()).isEqualTo(200);
        assertThat(stored.text()).doesNotContain("\"severity\":\"error\"");
        assertThat(stored.header("Suwen-Entry")).isNotEmpty();
        assertThat(DemoServer.shared()
                        .as("connector")
                        .get("/fhir/Patient/" + patient + "/$validate")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theSummaryHoldsWhatTheCallerMaySeeAndSaysWhereNothingIs() {
        Reply reply = doctor.get("/fhir/Patient/" + patient + "/$summary");
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        JsonNode bundle = reply.json();
        assertThat(bundle.path("type").asString()).isEqualTo("document");
        JsonNode composition = bundle.at("/entry/0/resource");
        assertThat(composition.at("/type/coding/0/code").asString()).isEqualTo("60591-5");
        assertThat(composition.toString())
                .contains("11450-4")
                .contains("48765-2")
                .contains("10160-0");
        composition
                .path("section")
                .forEach(section -> assertThat(section.has("entry") ^ section.has("emptyReason"))
                        .isTrue());
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (!resource.path("resourceType").asString().equals("Composition")) {
                assertThat(doctor.get("/fhir/" + resource.path("resourceType").asString() + "/"
                                        + resource.path("id").asString())
                                .json())
                        .isEqualTo(resource);
            }
        }
        assertThat(reply.header("Suwen-Entry")).isNotEmpty();
        assertThat(DemoServer.shared()
                        .as("connector")
                        .get("/fhir/Patient/" + patient + "/$summary")
                        .status())
                .isEqualTo(403);
        assertThat(doctor.get("/fhir/Patient/00000000-0000-4000-8000-000000000000/$summary")
                        .status())
                .isEqualTo(404);
    }
}
