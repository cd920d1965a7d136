package org.suwen.server.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real server in a process of its own, started by {@code demo} on a free port and a fresh data folder. */
final class DemoServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String READY = "Tokens for curl";

    private final Path folder;
    private final int port;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();

    private DemoServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static DemoServer start() throws IOException {
        if (DemoServer.class.getResource("/static/index.html") == null) {
            throw new IllegalStateException(
                    "the console is not built; run `npm ci && npm run build` in apps/console, or ./suwen build");
        }
        Path folder = Files.createTempDirectory("suwen-story");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.suwen.server.Main",
                "demo",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString());
        builder.environment().put("SUWEN_HOME", folder.resolve("home").toString());
        builder.redirectErrorStream(true);
        var server = new DemoServer(folder, port, builder.start());
        server.awaitReady();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Reads what the server says until it is ready, and from then on so that it never waits for a reader. */
    private void awaitReady() throws IOException {
        BufferedReader output = process.inputReader();
        var said = new StringBuilder();
        for (String line = output.readLine(); ; line = output.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the demo ended before it was ready:\n" + said);
            }
            said.append(line).append('\n');
            if (line.startsWith(READY)) {
                break;
            }
        }
        Thread.ofVirtual().start(() -> output.lines().forEach(line -> {}));
    }

    String address() {
        return "http://localhost:" + port;
    }

    int port() {
        return port;
    }

    /** An access token of a demo account. */
    String token(String account) {
        String body = JSON.writeValueAsString(Map.of("username", account));
        return answer(request("/api/demo/token")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .json()
                .path("access_token")
                .asString();
    }

    /** One answer. */
    record Answer(int status, String ground, JsonNode json) {
        /** The reason of a refusal. */
        String reason() {
            return json.path("issue")
                    .path(0)
                    .path("details")
                    .path("coding")
                    .path(0)
                    .path("code")
                    .asString();
        }

        /** The types of what was released, outcomes of withheld parts included. */
        List<String> types() {
            return json.path("entry")
                    .valueStream()
                    .map(entry -> entry.path("resource").path("resourceType").asString())
                    .toList();
        }
    }

    Answer get(String account, String path) {
        return answer(as(account, path).GET());
    }

    Answer post(String account, String path, String body) {
        return answer(as(account, path)
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The patient with a record number, as the attending sees it. */
    String patient(String record) {
        return get("dr.lin", "/fhir/Patient?identifier=" + record)
                .json()
                .path("entry")
                .path(0)
                .path("resource")
                .path("id")
                .asString();
    }

    /** The password of a demo account. */
    JsonNode account(String name) {
        return answer(request("/api/demo/accounts").GET())
                .json()
                .path("accounts")
                .valueStream()
                .filter(each -> each.path("username").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HttpRequest.Builder as(String account, String path) {
        return request(path)
                .header("Authorization", "Bearer " + token(account))
                .header("Suwen-Software-Version", "1.0");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path));
    }

    private Answer answer(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            String ground = response.headers().firstValue("Suwen-Ground").orElse("");
            JsonNode json = response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
            return new Answer(response.statusCode(), ground, json);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the server", stopped);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
