package org.suwen.cli.leak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.suwen.cli.leak.Wire.Ask;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record in which parts are hidden, written by its doctor through the server's own interface.
 *
 * @param patient the patient's id
 * @param observation of a tumour: withheld from a nurse, who also gets the diagnosis without its severity
 * @param condition an infection: for its patient online it is not there
 */
record Arranged(String address, String patient, String observation, String condition) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10";
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String TUMOUR = "C22.0";
    private static final String INFECTION = "B20";
    private static final String ORDINARY = "J06.9";

    static Arranged on(String address, String record, String doctor) throws IOException, InterruptedException {
        try (var wire = new Wire(address + "/fhir", token(address, doctor))) {
            String patient = first(wire, "/Patient?identifier=" + record);
            String encounter = first(wire, "/Encounter?patient=" + patient + "&status=in-progress");
            var writing = new Writing(wire, patient, encounter);
            writing.corrected(TUMOUR);
            writing.corrected(INFECTION);
            writing.story("1", TUMOUR);
            writing.story("2", INFECTION);
            String observation = "Observation/" + first(wire, "/Observation?patient=" + patient + "&code=" + TUMOUR);
            String condition = "Condition/" + first(wire, "/Condition?patient=" + patient + "&code=" + INFECTION);
            return new Arranged(address, patient, observation, condition);
        }
    }

    private static String first(Wire wire, String search) throws IOException, InterruptedException {
        String id = wire.get(search).json().at("/entry/0/resource/id").asString("");
        if (id.isEmpty()) {
            throw new AssertionError("nothing is found by " + search);
        }
        return id;
    }

    /** What the doctor writes. */
    private record Writing(Wire wire, String patient, String encounter) {

        /** A diagnosis with its finding, its report and what was done about it. */
        void story(String number, String code) throws IOException, InterruptedException {
            String coded = coded(ICD, code);
            String severity = "\"severity\":" + concept(SNOMED, "24484000") + ",";
            String when = "\"effectiveDateTime\":\"2026-11-20T09:30:00+08:00\",";
            String quantity = "\"valueQuantity\":{\"value\":7.25,\"unit\":\"x\"}";
            String entries = String.join(
                    ",",
                    entry(
                            number + 1,
                            "Condition",
                            severity + "\"onsetDateTime\":\"2026-11-19T15:1" + number + ":12+08:00\"," + coded),
                    entry(number + 2, "Observation", "\"status\":\"final\"," + when + quantity + "," + coded),
                    entry(
                            number + 3,
                            "DiagnosticReport",
                            "\"status\":\"final\"," + when + "\"conclusion\":\"seen in " + code
                                    + " as told\",\"result\":[" + reference(number + 2) + "]," + coded),
                    entry(
                            number + 4,
                            "Procedure",
                            "\"status\":\"completed\",\"performedDateTime\":\"2026-11-20T09:00:00+08:00\",\"reasonReference\":["
                                    + reference(number + 1) + "]," + coded));
            send("POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}");
        }

        /** A finding written down under a wrong code and then under the right one: its first version is hidden. */
        void corrected(String wrong) throws IOException, InterruptedException {
            String when = "\"status\":\"final\",\"effectiveDateTime\":\"2026-11-20T10:00:00+08:00\",";
            String note = "\"note\":[{\"text\":\"taken for " + wrong + " at first\"}],";
            send("POST", "/Observation", resource("Observation", when + note + coded(ICD, wrong)));
            String id = first(wire, "/Observation?patient=" + patient + "&code=" + wrong);
            send(
                    "PUT",
                    "/Observation/" + id,
                    resource("Observation", "\"id\":\"" + id + "\"," + when + coded(ICD, ORDINARY)));
        }

        private void send(String method, String path, String body) throws IOException, InterruptedException {
            Wire.Reply reply = wire.send(new Ask(method, path, body, Map.of()));
            if (reply.status() >= 300) {
                throw new AssertionError(method + " " + path + ": " + reply);
            }
        }

        private String entry(String number, String type, String elements) {
            return "{\"fullUrl\":\"" + url(number) + "\",\"resource\":" + resource(type, elements)
                    + ",\"request\":{\"method\":\"POST\",\"url\":\"" + type + "\"}}";
        }

        private String resource(String type, String elements) {
            return "{\"resourceType\":\"" + type + "\",\"subject\":{\"reference\":\"Patient/" + patient
                    + "\"},\"encounter\":{\"reference\":\"Encounter/" + encounter + "\"}," + elements + "}";
        }

        private static String reference(String number) {
            return "{\"reference\":\"" + url(number) + "\"}";
        }

        private static String url(String number) {
            return "urn:uuid:00000000-0000-4000-8000-0000000000" + number;
        }

        private static String coded(String system, String code) {
            return "\"code\":" + concept(system, code);
        }

        private static String concept(String system, String code) {
            return "{\"coding\":[" + coding(system, code) + "]}";
        }

        private static String coding(String system, String code) {
            return "{\"system\":\"" + system + "\",\"code\":\"" + code + "\"}";
        }
    }

    String token(String account) throws IOException, InterruptedException {
        return token(address, account);
    }

    private static String token(String address, String account) throws IOException, InterruptedException {
        String body = "{\"username\":\"" + account + "\"}";
        return send("POST", address + "/api/demo/token", "", body)
                .path("access_token")
                .asString("");
    }

    /** Lets a consultant in, and gives the configuration by which the suite shuts him out again. */
    String withdrawal(String account, String consultant) throws IOException, InterruptedException {
        String page = address + "/api/patients/" + patient + "/consents";
        String token = token(account);
        send("PUT", page, token, choice(page, token, consultant, "AGREE"));
        return "  holder: " + token(consultant) + "\n  token: " + token + "\n  method: PUT\n  path: "
                + URI.create(page).getPath() + "\n  body: '" + choice(page, token, consultant, "DISAGREE") + "'\n";
    }

    private static String choice(String page, String token, String recipient, String choice)
            throws IOException, InterruptedException {
        long version = send("GET", page, token, "").path("version").asLong();
        return "{\"version\":" + version + ",\"changes\":[{\"kind\":\"RECIPIENT\",\"code\":\"" + recipient
                + "\",\"choice\":\"" + choice + "\"}]}";
    }

    private static JsonNode send(String method, String address, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + address + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        }
    }
}
