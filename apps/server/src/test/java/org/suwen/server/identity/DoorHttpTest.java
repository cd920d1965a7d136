package org.suwen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.suwen.server.identity.RunningServer.Answer;
import org.suwen.server.identity.RunningServer.Browser;
import org.suwen.server.identity.RunningServer.Person;

class DoorHttpTest {
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/probe",
                "/api/",
                "/api/nothing",
                "/metrics",
                "/actuator",
                "/anything",
                "/login",
                "/oauth2x",
                "/api/sessions",
                "/api/session/other",
                "/ledgers",
                "/index.html.bak"
            })
    void opensNothingToAnybodyByDefault(String path) {
        Answer answer = server.send("GET", path, "", List.of());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("NO_SESSION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/authorize", "/oauth2/jwks", "/oauth2/introspect", "/oauth2/par", "/userinfo"})
    void answersNoOtherEndpointOfTheAuthorizationServer(String path) {
        assertThat(server.send("GET", path, "", List.of()).status()).isIn(401, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/..%2fapi/probe",
                "/assets/%2e%2e/api/probe",
                "/assets/..;/api/probe",
                "//api/probe",
                "/api/probe;x=/assets/",
                "/%61pi/probe",
                "/ledger/..%2f..%2ffhir/Probe/1"
            })
    void isNotFooledByTheSpellingOfAPath(String path) {
        assertThat(server.send("GET", path, "", List.of()).status()).isIn(400, 401);
    }

    @Test
    void answersUnderFhirWithAnOperationOutcome() {
        Answer answer = server.send("GET", "/fhir/Patient/1", "", List.of());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.raw().headers().firstValue("Content-Type").orElse("")).startsWith("application/fhir+json");
        assertThat(answer.body().at("/resourceType").asString()).isEqualTo("OperationOutcome");
        assertThat(answer.body().at("/issue/0/code").asString()).isEqualTo("login");
        assertThat(answer.body().at("/issue/0/details/coding/0/code").asString())
                .isEqualTo("NO_SESSION");
        assertThat(answer.body().at("/issue/0/details/text").asString()).isNotEmpty();
        assertThat(answer.body().at("/issue/0/details/extension/0/valueString").asString())
                .contains("sign in");
    }

    @Test
    void setsItsHeadersOnEveryAnswer() {
        for (String path : List.of("/api/probe", "/fhir/Patient/1", "/", "/api/session")) {
            Answer answer = server.send("GET", path, "", List.of());

            assertThat(header(answer, "Content-Security-Policy"))
                    .contains("default-src 'self'", "style-src 'self' 'unsafe-inline'", "frame-ancestors 'none'");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Cache-Control")).isEqualTo(path.equals("/") ? "no-cache" : "no-store");
            assertThat(header(answer, "Server")).isEmpty();
            assertThat(header(answer, "Set-Cookie")).isEmpty();
        }
    }

    @Test
    void refusesForeignHostNamesOnPlainHttp() throws Exception {
        try (java.net.Socket socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET /api/session HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 421").contains("\"HOST\"");
        }
    }

    @Test
    void ignoresForwardedForFromUnknownProxies() {
        Person person = server.doctor("F1");
        Browser browser = server.browser();
        browser.signIn(person);

        Answer answer = server.send(
                "GET",
                "/api/probe",
                "",
                List.of("Cookie", SessionCookie.NAME + "=" + browser.cookie(), "X-Forwarded-For", "10.0.0.7"));

        assertThat(answer.body().at("/address").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void answersMalformedInputWithoutQuotingIt() {
        Answer answer = server.send("POST", "/api/session", "{\"username\": 张三疼", List.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("BAD_REQUEST");
        assertThat(answer.raw().body()).doesNotContain("张三疼");
    }

    @Test
    void writesNoSecretToItsLogHoweverTalkative() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger web = (Logger) LoggerFactory.getLogger("org.springframework.web");
        Level rootLevel = root.getLevel();
        Level webLevel = web.getLevel();
        ListAppender<ILoggingEvent> captured = new ListAppender<>();
        captured.start();
        root.addAppender(captured);
        root.setLevel(Level.DEBUG);
        web.setLevel(Level.TRACE);
        try {
            Person person = server.doctor("L1");
            Browser browser = server.browser();
            String code = server.code(person);
            browser.signIn(person);
            browser.send("POST", "/api/session", Map.of("username", person.userName(), "password", "Wrong-Pass-77!"));
            server.send("POST", "/api/session", "{\"password\": \"Broken-Pass-78!", List.of());
            browser.get("/api/probe");

            String log = captured.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .filter(line -> !line.contains("hikari"))
                    .collect(Collectors.joining("\n"));
            assertThat(log)
                    .isNotEmpty()
                    .doesNotContain(RunningServer.PASSWORD)
                    .doesNotContain("Wrong-Pass-77!")
                    .doesNotContain("Broken-Pass-78!")
                    .doesNotContain(person.secret())
                    .doesNotContain("code=" + code)
                    .doesNotContain(browser.cookie())
                    .doesNotContain(browser.writeToken);
        } finally {
            root.setLevel(rootLevel);
            web.setLevel(webLevel);
            root.detachAppender(captured);
        }
    }

    private static String header(Answer answer, String name) {
        return answer.raw().headers().firstValue(name).orElse("");
    }
}
