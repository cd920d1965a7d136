package org.suwen.cli.leak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.suwen.cli.leak.Wire.Ask;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sound server made leaky through one door: what comes through it is answered as to somebody who sees everything, or with
 * the hidden resource put in.
 */
final class LeakyProxy implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> PASSED =
            List.of("content-type", "if-none-match", "if-match", "if-none-exist", "accept");

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String behind;
    private final String full;
    private Optional<Planted> planted = Optional.empty();

    /** How a door leaks. */
    enum Way {
        /** The rights of the full caller. */
        AS_FULL,
        /** The hidden resource among the entries. */
        PUT_IN,
        /** A status of its own. */
        STATUS
    }

    /** A planted leak. */
    record Planted(Ask ask, Way way, JsonNode hidden) {}

    LeakyProxy(String behind, String full) throws IOException {
        this.behind = behind;
        this.full = full;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void plant(Planted leak) {
        planted = Optional.of(leak);
    }

    void mend() {
        planted = Optional.empty();
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Optional<Planted> leak = planted.filter(each -> isAsked(each.ask(), exchange, body));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, values.getFirst());
            }
        });
        boolean asFull = leak.filter(each -> each.way() == Way.AS_FULL).isPresent();
        String bearer = asFull ? "Bearer " + full : exchange.getRequestHeaders().getFirst("Authorization");
        request.header("Authorization", bearer);
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!List.of("content-length", "transfer-encoding", "connection", "date")
                        .contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            String text = new String(answer.body(), StandardCharsets.UTF_8).replace(behind, address());
            byte[] out = leak.filter(each -> each.way() == Way.PUT_IN)
                    .map(each -> putIn(text, each.hidden()))
                    .orElse(text)
                    .getBytes(StandardCharsets.UTF_8);
            boolean other = leak.filter(each -> each.way() == Way.STATUS).isPresent();
            exchange.sendResponseHeaders(other ? 412 : answer.statusCode(), out.length == 0 ? -1 : out.length);
            if (out.length > 0) {
                exchange.getResponseBody().write(out);
            }
            exchange.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private static boolean isAsked(Ask ask, HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().toString().replaceFirst("^/fhir", "");
        boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
        return ask.method().equals(exchange.getRequestMethod())
                && (path.equals(ask.path())
                        || (ask.path().startsWith("http") && ask.path().endsWith(path)))
                && ask.body().equals(new String(body, StandardCharsets.UTF_8))
                && conditional == ask.headers().containsKey("If-None-Match");
    }

    private static String putIn(String text, JsonNode hidden) {
        ObjectNode bundle = (ObjectNode) JSON.readTree(text);
        bundle.withArray("entry").addObject().set("resource", hidden);
        return JSON.writeValueAsString(bundle);
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
