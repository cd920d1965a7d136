package org.suwen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Role;
import org.suwen.decision.Title;
import org.suwen.server.identity.AccessJournal.SessionLocked;
import org.suwen.server.identity.AccessJournal.SignedOut;
import org.suwen.server.identity.AccessJournal.StaffChanged;
import org.suwen.server.identity.Account.PatientHolder;
import org.suwen.server.identity.RunningServer.Answer;
import org.suwen.server.identity.RunningServer.Browser;
import org.suwen.server.identity.RunningServer.Person;

class SessionHttpTest {
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
    void signIn() {
        server.journal.events.clear();
        person = server.doctor("T" + ++people);
        browser = server.browser();
        browser.signIn(person);
    }

    /** DOC-36. */
    @Test
    void locksAfterTenMinutesWithoutOperation() {
        server.clock.advance(Duration.ofSeconds(599));
        assertThat(browser.get("/api/probe").body().at("/idle").asInt()).isEqualTo(599);

        server.clock.advance(Duration.ofMinutes(10));
        Answer locked = browser.get("/api/probe");

        assertThat(locked.status()).isEqualTo(423);
        assertThat(locked.error()).isEqualTo("SESSION_LOCKED");
        assertThat(browser.get("/api/session").status()).isEqualTo(423);
        assertThat(browser.get("/fhir/Probe/1")
                        .body()
                        .at("/issue/0/details/coding/0/code")
                        .asString())
                .isEqualTo("SESSION_LOCKED");
        assertThat(server.journal.of(SessionLocked.class)).hasSize(1);
    }

    @Test
    void opensALockedSessionWithAFreshCode() {
        server.clock.advance(Duration.ofMinutes(11));
        assertThat(browser.get("/api/probe").status()).isEqualTo(423);

        Answer wrong = browser.send("POST", "/api/session/unlock", Map.of("code", "abcdef"));
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.error()).isEqualTo("WRONG_CODE");
        assertThat(browser.get("/api/probe").status()).isEqualTo(423);

        Answer right = browser.send("POST", "/api/session/unlock", Map.of("code", server.code(person)));
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.body().at("/user/id").asString()).isEqualTo(person.id());
        assertThat(browser.get("/api/probe").status()).isEqualTo(200);
    }

    @Test
    void keepsTheEmergencyDoorOfALockedSession() {
        server.clock.advance(Duration.ofMinutes(11));

        Answer opened = browser.send("POST", "/api/break-glass", Map.of());

        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.body().at("/idle").asInt()).isEqualTo(660);
        assertThat(browser.get("/fhir/Probe/1").status()).isEqualTo(423);
        server.bean(Passes.class)
                .openDoor(
                        opened.body().at("/session").asString(),
                        server.clock.instant().plusSeconds(900));
        assertThat(browser.get("/fhir/Probe/1").body().at("/idle").asInt()).isEqualTo(660);
        assertThat(browser.get("/api/probe").status()).isEqualTo(423);
    }

    @Test
    void anOpenStreamIsNoActivity() {
        server.clock.advance(Duration.ofSeconds(400));
        browser.get("/api/poll");
        server.clock.advance(Duration.ofSeconds(200));

        assertThat(browser.get("/api/probe").status()).isEqualTo(423);
    }

    @Test
    void readsActivityOfAnotherNodeFromTheStore() {
        PassReader otherNode = new PassReader(
                server.documents,
                server.bean(Passes.class),
                server.bean(Accounts.class),
                server.bean(StaffDirectory.class),
                server.journal,
                server.clock);
        server.clock.advance(Duration.ofSeconds(500));
        browser.get("/api/probe");
        server.clock.advance(Duration.ofSeconds(500));

        Optional<PassReader.Known> there = otherNode.read(Pass.Form.SESSION, browser.cookie(), "127.0.0.1");

        assertThat(there).get().extracting(PassReader.Known::locked).isEqualTo(false);
        assertThat(there.orElseThrow().standing().caller().idle()).isEqualTo(Duration.ofSeconds(500));
    }

    @Test
    void endsAfterTwelveHoursHoweverBusy() {
        for (int i = 0; i < 72; i++) {
            assertThat(browser.get("/api/probe").status()).isEqualTo(200);
            server.clock.advance(Duration.ofSeconds(599));
        }
        server.clock.advance(Duration.ofSeconds(72));

        assertThat(browser.get("/api/probe").status()).isEqualTo(401);
    }

    @Test
    void refusesAWriteWithoutItsToken() {
        String token = browser.writeToken;
        assertThat(browser.send("POST", "/api/probe", Map.of()).status()).isEqualTo(200);

        browser.writeToken = "";
        assertThat(browser.send("POST", "/api/probe", Map.of()).error()).isEqualTo("CSRF");
        assertThat(browser.send("POST", "/api/break-glass", Map.of()).error()).isEqualTo("CSRF");
        assertThat(browser.send("DELETE", "/api/session", Map.of()).error()).isEqualTo("CSRF");
        browser.writeToken = token.substring(1) + "A";
        assertThat(browser.send("POST", "/fhir/Probe", Map.of()).status()).isEqualTo(403);
        assertThat(browser.get("/api/probe").status()).isEqualTo(200);
    }

    @Test
    void signsOut() {
        assertThat(browser.send("DELETE", "/api/session", Map.of()).status()).isEqualTo(204);

        assertThat(browser.get("/api/session").status()).isEqualTo(401);
        assertThat(server.journal.of(SignedOut.class)).hasSize(1);
    }

    @Test
    void signsOutEvenWhenTheLedgerIsBroken() {
        String cookie = browser.cookie();
        server.journal.broken = true;
        int status = browser.send("DELETE", "/api/session", Map.of()).status();
        server.journal.broken = false;

        assertThat(status).isEqualTo(503);
        Answer after = server.send("GET", "/api/probe", "", List.of("Cookie", SessionCookie.NAME + "=" + cookie));
        assertThat(after.status()).isEqualTo(401);
    }

    /** T-DOC-28, T-DOC-29. */
    @Test
    void seesAPromotionAndAMoveAtTheNextRequest() {
        StaffDirectory staff = server.bean(StaffDirectory.class);
        assertThat(browser.get("/api/probe").body().at("/title").asString()).isEqualTo("RESIDENT");

        staff.change(person.id(), "hr-1", member -> member.withTitle(Optional.of(Title.ATTENDING)));
        assertThat(browser.get("/api/probe").body().at("/title").asString()).isEqualTo("ATTENDING");
        staff.change(person.id(), "hr-2", member -> member.withUnit(Optional.of("CA"), Optional.of("CA-1"), Set.of()));

        assertThat(browser.get("/api/probe").body().at("/department").asString())
                .isEqualTo("CA");
        assertThat(server.journal.of(StaffChanged.class))
                .filteredOn(event -> event.by().startsWith("hr-"))
                .flatExtracting(StaffChanged::changed)
                .extracting(AccessJournal.Change::toString)
                .contains("Change[attribute=title, before=RESIDENT, after=ATTENDING]");
    }

    @Test
    void endsTheSessionsOfAnotherRole() {
        server.bean(StaffDirectory.class).change(person.id(), "hr-3", member -> member.withRole(Role.AUDITOR));

        assertThat(browser.get("/api/probe").status()).isEqualTo(401);
    }

    /** ACC-03. */
    @Test
    void endsAtTheMomentOfLeaving() {
        StaffDirectory staff = server.bean(StaffDirectory.class);
        staff.leave(person.id(), "hr-4", server.clock.instant().plusSeconds(60));
        assertThat(browser.get("/api/probe").status()).isEqualTo(200);

        server.clock.advance(Duration.ofSeconds(60));
        assertThat(browser.get("/api/probe").status()).isEqualTo(401);
        assertThat(server.browser().signIn(person).status()).isEqualTo(401);
    }

    @Test
    void oldSessionsStayEndedAfterAReturn() {
        StaffDirectory staff = server.bean(StaffDirectory.class);
        String cookie = browser.cookie();
        staff.leave(person.id(), "hr-5", server.clock.instant());
        staff.change(person.id(), "hr-6", member -> member.returned());

        Answer after = server.send("GET", "/api/probe", "", List.of("Cookie", SessionCookie.NAME + "=" + cookie));
        assertThat(after.status()).isEqualTo(401);
    }

    @Test
    void endsWithANewPasswordAndAClosedAccount() {
        server.bean(Accounts.class).setPassword(person.userName(), "Another-1!", "test");
        assertThat(browser.get("/api/probe").status()).isEqualTo(401);

        Person other = server.doctor("C" + people);
        Browser second = server.browser();
        second.signIn(other);
        server.bean(Accounts.class).close(other.userName(), "test");
        assertThat(second.get("/api/probe").status()).isEqualTo(401);
    }

    @Test
    void aPatientIsRecognisedAsHisOwn() {
        Accounts.Opened opened = server.bean(Accounts.class)
                .open("patient-" + people + "@home", RunningServer.PASSWORD, new PatientHolder("王芳", "p-" + people));
        Browser home = server.browser();

        Answer session = home.signIn(new Person(opened.account().userName(), "", opened.totpSecret()));

        assertThat(session.body().at("/user/role").asString()).isEqualTo("PATIENT");
        assertThat(session.body().at("/patients/0").asString()).isEqualTo("p-" + people);
        assertThat(session.body().at("/user/department").isNull()).isTrue();
    }

    @Test
    void asksTheStoreOnceARequest() {
        browser.get("/api/probe");
        int before = server.documents.roundTrips.get();

        browser.get("/api/probe");

        assertThat(server.documents.roundTrips.get() - before).isOne();
    }

    @Test
    void recognisesACallerWithinItsBudget() {
        PassReader reader = server.bean(PassReader.class);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int rounds = 20_000;
        int known = readOften(reader, rounds);
        long before = threads.getCurrentThreadCpuTime();

        known += readOften(reader, rounds);

        long nanosEach = (threads.getCurrentThreadCpuTime() - before) / rounds;
        assertThat(nanosEach).as("CPU nanoseconds to recognise a caller").isLessThan(300_000);
        assertThat(known).isEqualTo(2 * rounds);
    }

    private int readOften(PassReader reader, int rounds) {
        int known = 0;
        for (int i = 0; i < rounds; i++) {
            known += reader.read(Pass.Form.SESSION, browser.cookie(), "127.0.0.1")
                            .isPresent()
                    ? 1
                    : 0;
        }
        return known;
    }

    /** ACC-03: the residual scan. */
    @Test
    void findsAndClearsWhatLeaversLeftBehind() {
        server.bean(Accounts.class)
                .register(
                        "app-" + people, ActorKind.APP, new Account.MachineHolder("App", Role.CONNECTOR, person.id()));
        server.bean(StaffDirectory.class).leave(person.id(), "hr-7", server.clock.instant());

        List<LeaverScan.Leftover> found = server.bean(LeaverScan.class).scan();

        assertThat(found)
                .filteredOn(leftover -> leftover.staffId().equals(person.id()))
                .extracting(LeaverScan.Leftover::kind)
                .containsExactlyInAnyOrder(
                        LeaverScan.Kind.PASS,
                        LeaverScan.Kind.OPEN_ACCOUNT,
                        LeaverScan.Kind.MACHINE_WITHOUT_RESPONSIBLE);
        assertThat(server.bean(LeaverScan.class).scan())
                .filteredOn(leftover -> leftover.staffId().equals(person.id()))
                .extracting(LeaverScan.Leftover::cleared)
                .containsExactly(false);
    }
}
