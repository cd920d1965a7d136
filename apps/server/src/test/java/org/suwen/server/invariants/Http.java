package org.suwen.server.invariants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the demo that keeps what it was answered, byte by byte. */
public final class Http {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String address;
    private final String token;

    Http(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** One answer. */
    @SuppressWarnings("ArrayRecordComponent") // read and never compared
    public record Reply(int status, byte[] body, Map<String, List<String>> headers) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(each -> each.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        /** The headers but for the one that tells the time. */
        Map<String, List<String>> withoutDate() {
            Map<String, List<String>> left = new TreeMap<>(headers);
            left.keySet().removeIf(name -> name.equalsIgnoreCase("date"));
            return left;
        }

        /** The ledger index the answer names. */
        public OptionalLong entry() {
            String named = header("Suwen-Entry");
            return named.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(named));
        }

        /** The address of what was stored, from {@code /fhir} on and without its version. */
        String stored() {
            String location = header("Location");
            String path = location.substring(0, location.indexOf("/_history"));
            return "/fhir/" + path.substring(path.indexOf("/fhir/") < 0 ? 0 : path.indexOf("/fhir/") + 6);
        }

        /** The id of what was stored. */
        String storedId() {
            String path = stored();
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** The reason's code of a refusal, in either form. */
        public String reason() {
            JsonNode json = json();
            return json.has("error")
                    ? json.get("error").asString()
                    : json.at("/issue/0/details/coding/0/code").asString();
        }

        @Override
        public String toString() {
            return status + " " + headers + " " + text();
        }
    }

    /** The same client with a fresh token of a demo account. */
    public Http as(String account) {
        Reply reply = post("/api/demo/token", "{\"username\":\"" + account + "\"}");
        if (reply.status() != 200) {
            throw new AssertionError("no token for " + account + ": " + reply);
        }
        return new Http(address, reply.json().get("access_token").asString());
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Reply post(String path, String json, String... headers) {
        return send("POST", path, BodyPublishers.ofString(json), withType(headers));
    }

    public Reply put(String path, String json, String... headers) {
        return send("PUT", path, BodyPublishers.ofString(json), withType(headers));
    }

    private static String[] withType(String... headers) {
        if (List.of(headers).contains("Content-Type")) {
            return headers;
        }
        var all = new java.util.ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/json"));
        return all.toArray(String[]::new);
    }

    public Reply send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        try {
            return trySend(method, path, body, headers);
        } catch (IOException failed) {
            throw new UncheckedIOException("no answer from " + path, failed);
        }
    }

    /** As {@link #send}, for servers that may die under the call. */
    Reply trySend(String method, String path, HttpRequest.BodyPublisher body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(
                    answer.statusCode(), answer.body(), answer.headers().map());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /** The id of the patient with a record number, as this caller may find it. */
    public String patient(String record) {
        Reply reply = get("/fhir/Patient?identifier=" + record);
        JsonNode id = reply.json().at("/entry/0/resource/id");
        if (id.isMissingNode()) {
            throw new AssertionError("patient " + record + " is not found: " + reply);
        }
        return id.asString();
    }

    public String token() {
        return token;
    }

    public String address() {
        return address;
    }
}
