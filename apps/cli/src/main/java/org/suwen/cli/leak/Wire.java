package org.suwen.cli.leak;

import java.io.IOException;
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
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** One caller's way to the server that is tested. */
final class Wire implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> OF_THE_MOMENT =
            List.of("Date", "Suwen-Decision", "Suwen-Entry", "X-Request-Id", "X-Correlation-Id", "Content-Length");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String base;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A caller with a bearer token; {@code base} is the FHIR base address without a slash at its end. */
    Wire(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** A request: everything but who asks. */
    record Ask(String method, String path, String body, Map<String, String> headers) {
        /** Whether the question itself holds a text. */
        boolean mentions(String text) {
            String all = path + '\n' + body + '\n' + headers;
            return all.contains(text) || all.contains(Secret.encode(text));
        }

        static Ask get(String path) {
            return new Ask("GET", path, "", Map.of());
        }

        Ask with(String name, String value) {
            return new Ask(method, path, body, Map.of(name, value));
        }
    }

    /** What came back. */
    record Reply(int status, String body, Map<String, String> headers, Duration took) {
        JsonNode json() {
            try {
                return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
            } catch (JacksonException notJson) {
                return MissingNode.getInstance();
            }
        }
    }

    Reply send(Ask ask) throws IOException, InterruptedException {
        String address =
                ask.path().startsWith("http") ? ask.path() : base + ask.path().replace("|", "%7C");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .method(
                        ask.method(),
                        ask.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(ask.body()))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/fhir+json");
        ask.headers().forEach(request::header);
        if (!ask.body().isEmpty() && !ask.headers().containsKey("Content-Type")) {
            request.header("Content-Type", "application/fhir+json");
        }
        long before = System.nanoTime();
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        return new Reply(
                answer.statusCode(),
                new String(answer.body(), StandardCharsets.UTF_8),
                said(answer.headers().map()),
                took);
    }

    /** The headers but for those that name the moment or the very request. */
    private static Map<String, String> said(Map<String, List<String>> headers) {
        Map<String, String> said = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> said.put(name, String.join(", ", values)));
        OF_THE_MOMENT.forEach(said::remove);
        return said;
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(Ask.get(path));
    }

    /** The addresses that a bundle's links name for the next page; none or one. */
    static List<String> next(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asString("").equals("next")) {
                return List.of(link.path("url").asString(""));
            }
        }
        return List.of();
    }

    @Override
    public void close() {
        http.close();
    }
}
