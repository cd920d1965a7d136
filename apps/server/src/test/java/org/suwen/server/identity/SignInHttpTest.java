package org.suwen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.suwen.server.identity.AccessJournal.Refusal;
import org.suwen.server.identity.AccessJournal.SignInRefused;
import org.suwen.server.identity.AccessJournal.SignedIn;
import org.suwen.server.identity.RunningServer.Answer;
import org.suwen.server.identity.RunningServer.Browser;
import org.suwen.server.identity.RunningServer.Person;

class SignInHttpTest {
    private static RunningServer server;
    private static int people;
    private Person person;
    private Browser browser;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void enrol() {
        server.journal.events.clear();
        person = server.doctor("S" + ++people);
        browser = server.browser();
    }

    @Test
    void signsInWithPasswordAndCode() {
        Answer session = browser.signIn(person);

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.body().at("/user/id").asString()).isEqualTo(person.id());
        assertThat(session.body().at("/user/role").asString()).isEqualTo("DOCTOR");
        assertThat(session.body().at("/user/title").asString()).isEqualTo("RESIDENT");
        assertThat(session.body().at("/user/department/code").asString()).isEqualTo("GE");
        assertThat(session.body().at("/idleSeconds").asInt()).isEqualTo(600);
        assertThat(session.body().at("/demo").asBoolean()).isFalse();
        assertThat(browser.get("/api/probe").body().at("/factors").toString()).contains("PASSWORD", "ONE_TIME_CODE");
        assertThat(server.journal.of(SignedIn.class)).hasSize(1);
    }

    @Test
    void keepsTheCookieFromScriptsAndForeignSites() {
        String cookie =
                browser.signIn(person).raw().headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain("Max-Age");
        assertThat(server.documents.everything()).doesNotContain(browser.cookie());
    }

    /** T-DOC-26, T-ACC-04. */
    @Test
    void givesNoSessionForThePasswordAlone() {
        Answer begun = browser.send(
                "POST", "/api/session", Map.of("username", person.userName(), "password", RunningServer.PASSWORD));

        assertThat(begun.body().at("/next").asString()).isEqualTo("CODE");
        assertThat(begun.raw().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(browser.get("/api/probe").status()).isEqualTo(401);
    }

    @Test
    void answersAllRefusalsAlike() {
        Answer wrong =
                browser.send("POST", "/api/session", Map.of("username", person.userName(), "password", "Wrong-1!x"));
        Answer unknown = browser.send("POST", "/api/session", Map.of("username", "nobody9", "password", "Wrong-1!x"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.raw().body()).isEqualTo(unknown.raw().body());
        assertThat(server.journal.of(SignInRefused.class))
                .extracting(SignInRefused::refusal)
                .containsExactly(Refusal.WRONG_PASSWORD, Refusal.UNKNOWN_ACCOUNT);
    }

    @Test
    void refusesACodeTheSecondTime() {
        browser.signIn(person);

        Answer again = server.browser().signIn(person);

        assertThat(again.status()).isEqualTo(401);
        assertThat(server.journal.of(SignInRefused.class))
                .extracting(SignInRefused::refusal)
                .containsExactly(Refusal.REPLAYED_CODE);
    }

    @Test
    void takesOneOfManyRacingUsesOfACode() throws Exception {
        List<String> challenges = IntStream.range(0, 8)
                .mapToObj(i -> browser.send(
                                "POST",
                                "/api/session",
                                Map.of("username", person.userName(), "password", RunningServer.PASSWORD))
                        .body()
                        .at("/challenge")
                        .asString())
                .toList();
        String code = server.code(person);

        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> statuses = challenges.stream()
                    .map(challenge -> racers.submit(() -> server.browser()
                            .send("POST", "/api/session/code", Map.of("challenge", challenge, "code", code))
                            .status()))
                    .toList();
            int winners = 0;
            for (Future<Integer> status : statuses) {
                winners += status.get() == 200 ? 1 : 0;
            }
            assertThat(winners).isOne();
        }
        assertThat(server.journal.of(SignedIn.class)).hasSize(1);
    }

    @Test
    void locksOutAfterFiveFailuresAndLongerEachTime() {
        for (int i = 0; i < 5; i++) {
            browser.send("POST", "/api/session", Map.of("username", person.userName(), "password", "Wrong-1!x"));
        }

        assertThat(browser.signIn(person).status()).isEqualTo(401);
        assertThat(server.journal.of(SignInRefused.class))
                .extracting(SignInRefused::refusal)
                .contains(Refusal.LOCKED_OUT);
        server.clock.advance(Duration.ofSeconds(31));
        browser.send("POST", "/api/session", Map.of("username", person.userName(), "password", "Wrong-1!x"));
        server.clock.advance(Duration.ofSeconds(31));
        assertThat(browser.signIn(person).status()).isEqualTo(401);
        server.clock.advance(Duration.ofSeconds(30));
        assertThat(browser.signIn(person).status()).isEqualTo(200);
    }

    @Test
    void countsWrongCodesAsFailuresToo() {
        for (int i = 0; i < 5; i++) {
            String challenge = browser.send(
                            "POST",
                            "/api/session",
                            Map.of("username", person.userName(), "password", RunningServer.PASSWORD))
                    .body()
                    .at("/challenge")
                    .asString();
            browser.send("POST", "/api/session/code", Map.of("challenge", challenge, "code", "abcdef"));
        }

        assertThat(browser.signIn(person).status()).isEqualTo(401);
    }

    @Test
    void letsAChallengeExpire() {
        String challenge = browser.send(
                        "POST",
                        "/api/session",
                        Map.of("username", person.userName(), "password", RunningServer.PASSWORD))
                .body()
                .at("/challenge")
                .asString();
        server.clock.advance(Duration.ofMinutes(5));

        Answer late =
                browser.send("POST", "/api/session/code", Map.of("challenge", challenge, "code", server.code(person)));

        assertThat(late.status()).isEqualTo(401);
    }

    /** I1. */
    @Test
    void noSignInWithoutItsEntry() {
        String challenge = browser.send(
                        "POST",
                        "/api/session",
                        Map.of("username", person.userName(), "password", RunningServer.PASSWORD))
                .body()
                .at("/challenge")
                .asString();
        server.journal.broken = true;
        try {
            Answer answer = browser.send(
                    "POST", "/api/session/code", Map.of("challenge", challenge, "code", server.code(person)));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.error()).isEqualTo("LEDGER_UNAVAILABLE");
            assertThat(answer.raw().headers().firstValue("Set-Cookie")).isEmpty();
        } finally {
            server.journal.broken = false;
        }
    }

    @Test
    void tellsWhichFieldIsMissing() {
        Answer answer = browser.send("POST", "/api/session", Map.of("username", person.userName()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/en").asString()).contains("`password`");
    }

    @Test
    void aColleagueOpensTheEmergencyDoorWhenTheSecondFactorFails() {
        Person colleague = server.doctor("V" + people);
        Answer vouched = browser.send("POST", "/api/session/vouch", vouching(colleague, server.code(colleague)));

        assertThat(vouched.status()).isEqualTo(200);
        assertThat(browser.get("/api/probe").error()).isEqualTo("AUTH_STRENGTH");
        assertThat(browser.get("/fhir/Probe/1").status()).isEqualTo(403);
        Answer opened = browser.send("POST", "/api/break-glass", Map.of());
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.body().at("/factors").toString()).contains("VOUCHER").doesNotContain("ONE_TIME_CODE");
        assertThat(server.journal.of(SignedIn.class).getLast().voucher()).isEqualTo(colleague.id());

        server.bean(Passes.class)
                .openDoor(
                        opened.body().at("/session").asString(),
                        server.clock.instant().plusSeconds(60));
        assertThat(browser.get("/fhir/Probe/1").status()).isEqualTo(200);
        assertThat(browser.get("/api/probe").status()).isEqualTo(403);
        server.clock.advance(Duration.ofSeconds(60));
        assertThat(browser.get("/fhir/Probe/1").status()).isEqualTo(403);
    }

    @Test
    void nobodyVouchesForHimselfOrWithoutACode() {
        Answer oneself = browser.send("POST", "/api/session/vouch", vouching(person, server.code(person)));
        Person colleague = server.doctor("W" + people);
        Answer without = browser.send("POST", "/api/session/vouch", vouching(colleague, "abcdef"));

        assertThat(oneself.status()).isEqualTo(401);
        assertThat(without.status()).isEqualTo(401);
    }

    @Test
    void aLockedOutDoctorStillGetsThroughWithAVoucher() {
        Person colleague = server.doctor("U" + people);
        for (int i = 0; i < 5; i++) {
            browser.send("POST", "/api/session", Map.of("username", person.userName(), "password", "Wrong-1!x"));
        }

        assertThat(browser.signIn(person).status()).isEqualTo(401);
        assertThat(browser.send("POST", "/api/session/vouch", vouching(colleague, server.code(colleague)))
                        .status())
                .isEqualTo(200);
    }

    private Map<String, Object> vouching(Person voucher, String code) {
        return Map.of(
                "username",
                person.userName(),
                "password",
                RunningServer.PASSWORD,
                "voucher",
                Map.of("username", voucher.userName(), "password", RunningServer.PASSWORD, "code", code));
    }
}
