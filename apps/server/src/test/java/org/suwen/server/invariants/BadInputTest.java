package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;

/** Bad input gets an OperationOutcome that names the element; nothing is stored, and nothing of it comes back. */
class BadInputTest {
    private static final String VALUE = "zq张三丰xv";

    private static DemoServer demo;
    private static Http connector;
    private static String first;
    private static String second;

    @BeforeAll
    static void findPatients() {
        demo = DemoServer.shared();
        connector = demo.as("connector");
        first = demo.as("dr.lin").patient("CL0000002");
        second = demo.as("wang.ning").patient("CL0000003");
    }

    private static Reply refused(int status, String element, String path, String body) {
        return refused(status, element, path, BodyPublishers.ofString(body), "application/fhir+json");
    }

    private static Reply refused(int status, String element, String path, BodyPublisher body, String contentType) {
        long before = rows();
        Reply reply = connector.send("POST", path, body, "Content-Type", contentType);
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThat(reply.json().at("/resourceType").asString()).isEqualTo("OperationOutcome");
        if (!element.isEmpty()) {
            assertThat(reply.json().at("/issue/0/expression/0").asString()).isEqualTo(element);
        }
        assertThat(reply.text()).doesNotContain("张三", "Exception", "at org.", "at java.");
        assertThat(rows()).as("rows stored").isEqualTo(before);
        return reply;
    }

    private static long rows() {
        return demo.number(
                "SELECT (SELECT count(*) FROM vault.resource) + (SELECT count(*) FROM vault.resource_history)"
                        + " + (SELECT count(*) FROM vault_keys.patient_key) + (SELECT count(*) FROM vault.applied)");
    }

    private static String condition(String patient) {
        return "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + patient
                + "\"},\"code\":{\"text\":\"" + VALUE + "\"}}";
    }

    private static String entry(String resource) {
        return "{\"resource\":" + resource + ",\"request\":{\"method\":\"POST\",\"url\":\"Condition\"}}";
    }

    private static String bundle(String entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}";
    }

    @Test
    void brokenJson() {
        refused(400, "$this", "/fhir/Condition", "{\"resourceType\":\"Condition\",\"code\":" + VALUE);
        refused(400, "$this", "/fhir/Condition", "");
        refused(400, "$this", "/fhir/Condition", "[]");
    }

    @Test
    void aJsonBodyIsToldItsFieldAndNeverItsValue() {
        Http patient = demo.as("zhang.min");
        String device = "/api/patients/" + patient.patient("CL0000001") + "/devices/watch.zhang.min";

        assertThat(told(patient.put(device, "{\"sensors\":{}}"))).contains("`activated` is missing");
        assertThat(told(patient.put(device, "{\"activated\":\"" + VALUE + "\"}")))
                .contains("`activated` is missing");
        assertThat(told(patient.put(device, "{\"activated\":true,\"sensors\":{\"" + VALUE + "\":[]}}")))
                .contains("`sensors` is missing or of another type");
        assertThat(told(patient.put(device, "{\"activated\":true,\n \"sensors\":" + VALUE + "}")))
                .contains("line 2, column 12");
        assertThat(told(patient.put(device, ""))).contains("needs a body");
    }

    private static String told(Reply reply) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(400);
        assertThat(reply.text()).doesNotContain("张三", "Exception");
        return reply.json().get("en").asString();
    }

    @Test
    void wrongTypes() {
        refused(
                400,
                "Condition.subject",
                "/fhir/Condition",
                "{\"resourceType\":\"Condition\",\"subject\":\"" + VALUE + "\"}");
        refused(400, "resourceType", "/fhir/Condition", "{\"resourceType\":\"Observation\",\"status\":\"final\"}");
    }

    @Test
    void twoPatientsInOneBundle() {
        refused(422, "Bundle.entry", "/fhir", bundle(entry(condition(first)) + "," + entry(condition(second))));
    }

    @Test
    void anUnknownPatient() {
        refused(422, "", "/fhir/Condition", condition("00000000-0000-4000-8000-000000000000"));
        refused(422, "", "/fhir/Condition", condition("nobody"));
    }

    @Test
    void tooManyEntries() {
        String one = entry("{\"resourceType\":\"Condition\"}");
        refused(422, "Bundle.entry", "/fhir", bundle((one + ",").repeat(10_000) + one));
    }

    @Test
    void nestingWithoutEnd() {
        refused(400, "$this", "/fhir/Condition", "{\"resourceType\":\"Condition\",\"x\":" + "[".repeat(200_000));
    }

    @Test
    void bodiesOfAHundredMegabytes() {
        byte[] block = new byte[100 << 20];
        refused(413, "$this", "/fhir/Condition", BodyPublishers.ofByteArray(block), "application/fhir+json");
        refused(413, "Bundle", "/fhir", BodyPublishers.ofByteArray(block), "application/fhir+json");
        refused(
                413,
                "$this",
                "/fhir/Condition",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(block, 0, 20 << 20)),
                "application/fhir+json");
    }

    @Test
    void aWrongContentType() {
        refused(415, "", "/fhir/Condition", BodyPublishers.ofString(condition(first)), "text/plain");
        refused(415, "", "/fhir/Condition", BodyPublishers.ofString(condition(first)), "application/pdf");
        refused(400, "", "/fhir/Condition", BodyPublishers.ofString(condition(first)), "application/fhir+xml");
    }

    @Test
    void oddHeaders() {
        for (String[] odd : new String[][] {
            {"Suwen-Purpose", "NO_SUCH"}, {"X-Request-Id", "not-an-id"}, {"Suwen-Purpose", "\u0085\u0090"}
        }) {
            long before = rows();
            Reply reply = connector.post("/fhir/Condition", condition(first), odd);
            assertThat(reply.status()).as("%s", reply).isEqualTo(400);
            assertThat(reply.json().at("/resourceType").asString()).isEqualTo("OperationOutcome");
            assertThat(reply.text()).doesNotContain("NO_SUCH", "not-an-id", "张三");
            assertThat(rows()).isEqualTo(before);
        }
    }
}
