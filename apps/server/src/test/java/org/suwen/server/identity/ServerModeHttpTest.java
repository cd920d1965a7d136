package org.suwen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.server.identity.DemoAccounts.DemoAccount;
import org.suwen.server.identity.DemoAccounts.Note;
import org.suwen.server.identity.RunningServer.Answer;
import org.suwen.server.identity.RunningServer.Person;

/** D24. */
class ServerModeHttpTest {
    @TempDir
    private Path folder;

    @Test
    void serveRefusesPlainHttp() {
        assertThatThrownBy(() -> new RunningServer("--suwen.mode=SERVE")).hasStackTraceContaining("TLS only");
    }

    @Test
    void withoutAModeTheServerIsStrict() {
        assertThatThrownBy(() -> new RunningServer("--suwen.mode=")).hasStackTraceContaining("TLS only");
    }

    @Test
    void demoRefusesToListenBeyondLoopback() {
        assertThatThrownBy(() -> new RunningServer("--suwen.mode=DEMO", "--server.address=0.0.0.0"))
                .hasStackTraceContaining("loopback addresses only");
    }

    @Test
    void demoOffersItsAccountsWithACodeThatWorks() {
        try (RunningServer server = new RunningServer("--suwen.mode=DEMO")) {
            Person person = server.doctor("D1");
            server.bean(DemoAccounts.class).add(account(person));
            server.browser().signIn(person);

            Answer offered = server.send("GET", "/api/demo/accounts", "", List.of());
            String code = offered.body().at("/accounts/0/code").asString();
            assertThat(offered.body().at("/accounts/0/secret").asString()).isEqualTo(person.secret());
            assertThat(code).isNotEqualTo(server.code(person));
            RunningServer.Browser browser = server.browser();
            String challenge = browser.send(
                            "POST",
                            "/api/session",
                            Map.of("username", person.userName(), "password", RunningServer.PASSWORD))
                    .body()
                    .at("/challenge")
                    .asString();
            Answer session = browser.send("POST", "/api/session/code", Map.of("challenge", challenge, "code", code));
            assertThat(session.status()).isEqualTo(200);
            assertThat(session.body().at("/demo").asBoolean()).isTrue();
        }
    }

    @Test
    void demoGivesTheLauncherATokenOfADemoAccountOnly() {
        try (RunningServer server = new RunningServer("--suwen.mode=DEMO")) {
            Person known = server.doctor("D1");
            Person unknown = server.doctor("D2");
            server.bean(DemoAccounts.class).add(account(known));

            Answer token = server.send("POST", "/api/demo/token", name(known), List.of());
            assertThat(server.send("POST", "/api/demo/token", name(unknown), List.of())
                            .status())
                    .isEqualTo(404);

            Answer used = server.send(
                    "GET",
                    "/api/probe",
                    "",
                    List.of(
                            "Authorization",
                            "Bearer " + token.body().at("/access_token").asString()));
            assertThat(used.body().at("/account").asString()).isEqualTo("D1");
            assertThat(used.body().at("/factors").toString()).contains("PASSWORD", "ONE_TIME_CODE");
            server.bean(StaffDirectory.class).leave("D1", "hr", server.clock.instant());
            assertThat(server.send(
                                    "GET",
                                    "/api/probe",
                                    "",
                                    List.of(
                                            "Authorization",
                                            "Bearer "
                                                    + token.body()
                                                            .at("/access_token")
                                                            .asString()))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void serveSpeaksTls13AndMarksItsCookieSecure() throws Exception {
        Path store = selfSigned();
        try (RunningServer server = new RunningServer(
                "--suwen.mode=SERVE",
                "--server.ssl.key-store=" + store,
                "--server.ssl.key-store-password=changeit",
                "--server.ssl.key-store-type=PKCS12")) {
            assertThat(speak(
                            server.port(),
                            "TLSv1.3",
                            "GET / HTTP/1.1\r\nHost: hospital.example\r\nConnection: close\r\n\r\n"))
                    .contains("Strict-Transport-Security");
            assertThatThrownBy(() -> speak(server.port(), "TLSv1.2", "GET / HTTP/1.1\r\n\r\n"))
                    .isInstanceOf(SSLHandshakeException.class);
            Person person = server.doctor("E1");
            String begun = speak(
                    server.port(),
                    "TLSv1.3",
                    post(
                            "/api/session",
                            "{\"username\":\"%s\",\"password\":\"%s\"}"
                                    .formatted(person.userName(), RunningServer.PASSWORD)));
            String challenge = begun.replaceAll("(?s).*\"challenge\":\"([^\"]+)\".*", "$1");
            assertThat(speak(
                            server.port(),
                            "TLSv1.3",
                            post(
                                    "/api/session/code",
                                    "{\"challenge\":\"%s\",\"code\":\"%s\"}"
                                            .formatted(challenge, server.code(person)))))
                    .contains("SUWEN_SESSION=", "Secure");
        }
    }

    @Test
    void anOlderTlsIsARecordedChoiceAndABrokenOneIsNone() throws Exception {
        String[] tls = {
            "--suwen.mode=SERVE",
            "--server.ssl.key-store=" + selfSigned(),
            "--server.ssl.key-store-password=changeit",
            "--server.ssl.key-store-type=PKCS12"
        };
        assertThatThrownBy(() -> new RunningServer(with(tls, "--server.ssl.enabled-protocols=TLSv1.1,TLSv1.3")))
                .hasStackTraceContaining("`TLSv1.1` is broken");
        assertThatThrownBy(() -> new RunningServer(with(tls, "--server.ssl.enabled-protocols=TLSv1.2,TLSv1.3")))
                .hasStackTraceContaining("suwen.tls12-because");
        assertThatThrownBy(() -> new RunningServer(with(tls, "--server.ssl.ciphers=TLS_RSA_WITH_AES_128_CBC_SHA")))
                .hasStackTraceContaining("not among the strong ones");
        try (RunningServer server = new RunningServer(with(
                tls,
                "--server.ssl.enabled-protocols=TLSv1.2,TLSv1.3",
                "--suwen.tls12-because=the ward monitors know no other until 2027"))) {
            String request = "GET / HTTP/1.1\r\nHost: hospital.example\r\nConnection: close\r\n\r\n";
            assertThat(speak(server.port(), "TLSv1.2", request)).contains("HTTP/1.1");
            assertThatThrownBy(() -> speak(server.port(), "TLSv1.1", request)).isInstanceOf(Exception.class);
        }
    }

    private static String[] with(String[] some, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(some), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    private static DemoAccount account(Person person) {
        return new DemoAccount(
                person.userName(),
                RunningServer.PASSWORD,
                person.secret(),
                "李明",
                "DOCTOR",
                new Note("住院医师", "resident"));
    }

    private static String name(Person person) {
        return "{\"username\":\"" + person.userName() + "\"}";
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: hospital.example\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String speak(int port, String protocol, String request) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(java.net.InetAddress.getLoopbackAddress(), port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private Path selfSigned() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hospital.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    /** The test is about the server's protocol, not about its certificate. */
    private static final class TrustsAnybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
