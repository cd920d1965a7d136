package org.suwen.server.identity;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Role;
import org.suwen.decision.Title;
import org.suwen.server.identity.Account.StaffHolder;
import org.suwen.server.web.WebSetup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real server on a free port, with the rims in memory, and a small client. */
final class RunningServer implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-20T01:00:00Z");
    static final String PASSWORD = "Wanzi-2026!";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final MemoryDocuments documents = new MemoryDocuments();
    final MemoryJournal journal = new MemoryJournal();
    final SettableClock clock = new SettableClock(START);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final int port;

    RunningServer(String... arguments) {
        SpringApplication application = new SpringApplication(IdentityAlone.class);
        application.addInitializers(starting -> {
            starting.getBeanFactory().registerSingleton("documents", documents);
            starting.getBeanFactory().registerSingleton("journal", journal);
            starting.getBeanFactory().registerSingleton("clock", (Clock) clock);
            starting.getBeanFactory().registerSingleton("random", new SecureRandom());
            starting.getBeanFactory().registerSingleton("names", UnitNames.codes());
            starting.getBeanFactory().registerSingleton("probe", new Probe());
        });
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        if (all.stream().noneMatch(argument -> argument.startsWith("--suwen.mode"))) {
            all.add("--suwen.mode=TEST");
        }
        context = application.run(all.toArray(String[]::new));
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** The web and identity parts of the server, without the engines. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
    @Import({WebSetup.class, IdentitySetup.class, DoorSetup.class})
    static class IdentityAlone {}

    /** Handlers that show what a request was recognised as. */
    @RestController
    static final class Probe {
        @GetMapping({"/api/probe", "/fhir/Probe/1"})
        Map<String, Object> read(@RequestCaller Standing standing) {
            return shown(standing);
        }

        @GetMapping("/api/poll")
        Map<String, Object> poll(jakarta.servlet.http.HttpServletRequest request) {
            Callers.notActivity(request);
            return shown(Callers.standing(request));
        }

        @PostMapping({"/api/probe", "/api/break-glass", "/fhir/Probe"})
        Map<String, Object> write(@RequestCaller Standing standing) {
            return shown(standing);
        }

        private static Map<String, Object> shown(Standing standing) {
            return Map.of(
                    "account", standing.caller().accountId(),
                    "kind", standing.caller().kind(),
                    "role", standing.caller().role(),
                    "factors", standing.caller().factorKinds(),
                    "address", standing.caller().address(),
                    "idle", standing.caller().idle().toSeconds(),
                    "title",
                            standing.staff()
                                    .flatMap(StaffMember::title)
                                    .map(Title::name)
                                    .orElse(""),
                    "department",
                            standing.staff().flatMap(StaffMember::department).orElse(""),
                    "session", standing.caller().sessionId());
        }
    }

    /** One answer. */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        String error() {
            return body.path("error").asString();
        }
    }

    /** A browser of one person: keeps the cookie and the write token. */
    final class Browser {
        private String cookie = "";
        String writeToken = "";

        Answer send(String method, String path, Map<String, ?> body) {
            List<String> headers = new ArrayList<>();
            if (!cookie.isEmpty()) {
                headers.addAll(List.of("Cookie", SessionCookie.NAME + "=" + cookie));
            }
            if (!writeToken.isEmpty()) {
                headers.addAll(List.of(SessionCookie.WRITE_TOKEN, writeToken));
            }
            Answer answer = RunningServer.this.send(method, path, JSON.writeValueAsString(body), headers);
            answer.raw().headers().firstValue("Set-Cookie").ifPresent(set -> {
                cookie = set.substring(set.indexOf('=') + 1, set.indexOf(';'));
            });
            if (answer.body().has("csrf")) {
                writeToken = answer.body().get("csrf").asString();
            }
            return answer;
        }

        Answer get(String path) {
            return send("GET", path, Map.of());
        }

        Answer signIn(Person person) {
            Answer begun = send("POST", "/api/session", Map.of("username", person.userName(), "password", PASSWORD));
            if (begun.status() != 200) {
                return begun;
            }
            return send(
                    "POST",
                    "/api/session/code",
                    Map.of("challenge", begun.body().path("challenge").asString(), "code", code(person)));
        }

        String cookie() {
            return cookie;
        }
    }

    /** An enrolled person with the one-time-code secret. */
    record Person(String userName, String id, String secret) {}

    Person doctor(String id) {
        StaffMember member = new StaffMember(
                id,
                "李明",
                Role.DOCTOR,
                Optional.of(Title.RESIDENT),
                Optional.of("GE"),
                Optional.of("GE-1"),
                "H1",
                Set.of(),
                true,
                Optional.empty(),
                List.of(),
                START,
                1);
        bean(StaffDirectory.class).enrol(member, "test");
        Accounts.Opened opened = bean(Accounts.class).open(id + "-liming", PASSWORD, new StaffHolder(id));
        return new Person(opened.account().userName(), id, opened.totpSecret());
    }

    String code(Person person) {
        return OneTimeCodes.code(person.secret(), OneTimeCodes.step(clock.instant()));
    }

    Browser browser() {
        return new Browser();
    }

    Answer send(String method, String path, String body, List<String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!headers.contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            JsonNode parsed = json ? JSON.readTree(response.body()) : JSON.createObjectNode();
            return new Answer(response.statusCode(), parsed, response);
        } catch (java.io.IOException | InterruptedException failed) {
            throw new AssertionError("no answer from " + path, failed);
        }
    }

    String address() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    int port() {
        return port;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
