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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
            List.of("content-type", "if-none-match", "if-match", "if-none-exist", "accept", "prefer");

    private static final List<String> OWN = List.of("content-length", "transfer-encoding", "connection", "date");
    private static final List<String> CONDITIONS = List.of("If-None-Match", "If-Match", "If-None-Exist");
    private static final long LATE_MILLIS = 150;

    private static final Set<Way> SEEING_ALL = Set.of(Way.AS_FULL, Way.AS_FULL_WITH_IT);
    private static final Set<Way> PUTTING_IN = Set.of(Way.PUT_IN, Way.AS_FULL_WITH_IT);

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String behind;
    private final String full;
    private volatile Optional<Planted> planted = Optional.empty();

    /** How a door leaks. */
    enum Way {
        /** It is answered with the rights of the full caller. */
        AS_FULL,
        /** The hidden resource is put among the entries. */
        PUT_IN,
        /** Both: a link shows what it was given for, whoever follows it, and whichever page that stands on. */
        AS_FULL_WITH_IT,
        /** It has a status of its own. */
        STATUS,
        /** It has a header of its own. */
        HEADER,
        /** It comes later. */
        LATE
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
        Optional<Way> way =
                planted.filter(each -> isAsked(each.ask(), exchange, body)).map(Planted::way);
        try {
            HttpResponse<byte[]> answer = http.send(request(exchange, body, way), BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            way.filter(Way.HEADER::equals)
                    .ifPresent(each -> exchange.getResponseHeaders().set("ETag", "W/\"7\""));
            if (way.equals(Optional.of(Way.LATE))) {
                Thread.sleep(LATE_MILLIS);
            }
            String text = new String(answer.body(), StandardCharsets.UTF_8).replace(behind, address());
            byte[] out = (way.filter(PUTTING_IN::contains).isPresent()
                            ? putIn(text, planted.get().hidden())
                            : text)
                    .getBytes(StandardCharsets.UTF_8);
            int status = way.equals(Optional.of(Way.STATUS)) ? 418 : answer.statusCode();
            boolean bare = out.length == 0 || status == 304;
            exchange.sendResponseHeaders(status, bare ? -1 : out.length);
            if (!bare) {
                exchange.getResponseBody().write(out);
            }
            exchange.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body, Optional<Way> way) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, values.getFirst());
            }
        });
        String own = exchange.getRequestHeaders().getFirst("Authorization");
        return request.header("Authorization", way.filter(SEEING_ALL::contains).isPresent() ? "Bearer " + full : own)
                .build();
    }

    private static boolean isAsked(Ask ask, HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().toString().replaceFirst("^/fhir", "");
        boolean headers = CONDITIONS.stream()
                .allMatch(name -> Objects.equals(
                        ask.headers().get(name), exchange.getRequestHeaders().getFirst(name)));
        return headers
                && ask.method().equals(exchange.getRequestMethod())
                && (path.equals(ask.path()) || isPage(ask.path(), path))
                && ask.body().equals(new String(body, StandardCharsets.UTF_8));
    }

    /** Links differ each time they are given: a planted one stands for all to pages of the same question. */
    private static boolean isPage(String planted, String path) {
        int mark = planted.indexOf("_page=");
        int asked = path.indexOf("_page=");
        return mark > 0 && asked > 0 && planted.substring(0, mark).endsWith(path.substring(0, asked));
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
