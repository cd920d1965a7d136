package org.suwen.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the benchmark asks besides the measured requests: tokens, what a doctor may read, rows to add. */
final class Client {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;

    private final int port;

    Client(int port) {
        this.port = port;
    }

    /** A token of a demo account. */
    String token(String account) throws IOException {
        byte[] body = JSON.writeValueAsBytes(Map.of("username", account));
        byte[] request = ("POST /api/demo/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length + "\r\n\r\n" + new String(body, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        return json(request).path("access_token").asString();
    }

    /** The ids of the patients on an account's work list. */
    List<String> worklist(String token) throws IOException {
        List<String> ids = new ArrayList<>();
        json(get("/api/worklist", token))
                .path("patients")
                .forEach(each -> ids.add(each.path("id").asString()));
        return ids;
    }

    /** All resources of a patient that the account may read. */
    List<JsonNode> everything(String patient, String token) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        String path = "/fhir/Patient/" + patient + "/$everything?_count=500";
        while (!path.isEmpty()) {
            JsonNode page = json(get(path, token));
            page.path("entry").forEach(entry -> {
                if (entry.path("search").path("mode").asString("").equals("match")) {
                    all.add(entry.path("resource"));
                }
            });
            path = "";
            for (JsonNode link : page.path("link")) {
                if (link.path("relation").asString("").equals("next")) {
                    String url = link.path("url").asString();
                    path = url.substring(url.indexOf("/fhir/"));
                }
            }
        }
        return all;
    }

    /** Sends copies of a resource of a patient as one transaction. */
    void copy(JsonNode resource, int count, String token) throws IOException {
        ObjectNode bundle = JSON.createObjectNode();
        bundle.put("resourceType", "Bundle").put("type", "transaction");
        var entries = bundle.putArray("entry");
        for (int each = 0; each < count; each++) {
            ObjectNode fresh = (ObjectNode) resource.deepCopy();
            fresh.remove(List.of("id", "meta"));
            ObjectNode entry = entries.addObject();
            entry.set("resource", fresh);
            entry.putObject("request")
                    .put("method", "POST")
                    .put("url", resource.path("resourceType").asString());
        }
        json(Wire.request("POST", "/fhir", token, JSON.writeValueAsBytes(bundle)));
    }

    static byte[] get(String path, String token) {
        return Wire.request("GET", path, token, new byte[0]);
    }

    private JsonNode json(byte[] request) throws IOException {
        try (var wire = new Wire(port)) {
            Wire.Reply reply = wire.send(request);
            if (reply.status() != OK) {
                throw new IOException("the server answered " + reply.status() + ": "
                        + new String(reply.body(), StandardCharsets.UTF_8));
            }
            return JSON.readTree(reply.body());
        }
    }
}
