package org.suwen.cli.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that takes bundles. */
final class FhirServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PROBLEM_LIMIT = 400;

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private String token = "";

    /**
     * What became of a bundle.
     *
     * @param resources how many resources were stored
     * @param known whether the server had stored this very bundle before
     * @param problem why it was not stored, empty when it was
     */
    record Sent(int resources, boolean known, String problem) {
        static Sent failed(String problem) {
            return new Sent(0, false, problem);
        }
    }

    FhirServer(URI base) {
        this.base = base;
    }

    void signIn(String bearer) {
        this.token = bearer;
    }

    /**
     * Sends one bundle; the request id is the bundle's hash, so that the server stores it once however often it comes.
     */
    Sent send(Path bundle) throws IOException, InterruptedException {
        return send(Files.readAllBytes(bundle));
    }

    /** Sends one bundle that was put together here. */
    Sent send(byte[] body) throws IOException, InterruptedException {
        return sent(ask(transaction(body, requestId(body))));
    }

    private HttpRequest transaction(byte[] body, UUID id) {
        return HttpRequest.newBuilder(base.resolve("/fhir"))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/fhir+json")
                .header("X-Request-Id", id.toString())
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static Sent sent(HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 != 2) {
            return Sent.failed("the server answered " + answer.statusCode() + ": " + problem(answer.body()));
        }
        JsonNode stored = JSON.readTree(answer.body());
        boolean known = stored.path("resourceType").asString("").equals("OperationOutcome");
        return new Sent(stored.path("entry").size(), known, "");
    }

    /** A token of a demo server for one of its accounts. */
    String demoToken(String account) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/demo/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("username", account))))
                .build();
        HttpResponse<byte[]> answer = ask(request);
        if (answer.statusCode() != 200) {
            throw new IOException("the server gives no demo token; hand one over in SUWEN_TOKEN or --token-file");
        }
        return JSON.readTree(answer.body()).path("access_token").asString();
    }

    private HttpResponse<byte[]> ask(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException refused) {
            throw new IOException("no server answers at `" + base + "`; start one with ./suwen demo", refused);
        }
    }

    static UUID requestId(byte[] body) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(body));
            long high = (hash.getLong() & ~0xF000L) | 0x8000L; // RFC 9562 §5.8, version 8
            long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }

    private static String problem(byte[] body) {
        String text = Optional.of(new String(body, StandardCharsets.UTF_8))
                .filter(json -> json.startsWith("{"))
                .map(json -> JSON.readTree(json)
                        .path("issue")
                        .path(0)
                        .path("diagnostics")
                        .asString(json))
                .orElse("");
        return text.length() <= PROBLEM_LIMIT ? text : text.substring(0, PROBLEM_LIMIT) + "…";
    }

    @Override
    public void close() {
        http.close();
    }
}
