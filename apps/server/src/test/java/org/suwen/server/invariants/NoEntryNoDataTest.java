package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;

/** I1: no byte of a patient's data leaves before the ledger entry for that release is durable. */
class NoEntryNoDataTest {
    private static final String REFUSE_ENTRIES = """
            CREATE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$""";

    private static DemoServer demo;
    private static String patient;
    private static String ownName;
    private static Http doctor;
    private static Http self;
    private static Http officer;
    private static String condition;

    @BeforeAll
    static void findSomebodyToAskFor() {
        demo = DemoServer.shared();
        doctor = demo.as("dr.lin");
        self = demo.as("li.wen");
        officer = demo.as("officer");
        patient = doctor.patient("CL0000002");
        ownName = "李文";
        condition = doctor.get("/fhir/Condition?patient=" + patient)
                .json()
                .at("/entry/0/resource/id")
                .asString();
        assertThat(condition).isNotEmpty();
        Reply broken = doctor.post(
                "/api/break-glass",
                "{\"patient\":\"" + doctor.patient("CL0000002")
                        + "\",\"situation\":\"RESUSCITATION\",\"reason\":\"心脏骤停抢救\"}");
        assertThat(broken.status()).as("break-glass: %s", broken).isIn(200, 403);
    }

    /** Every door through which something about the patient is read, with who may read it. */
    private static Map<String, Http> doors() {
        Map<String, Http> doors = new LinkedHashMap<>();
        doors.put("/fhir/Patient/" + patient, doctor);
        doors.put("/fhir/Condition/" + condition, doctor);
        doors.put("/fhir/Patient?identifier=CL0000002", doctor);
        doors.put("/fhir/Condition?patient=" + patient, doctor);
        doors.put("/fhir/Patient/" + patient + "/$everything", doctor);
        doors.put("/api/worklist", doctor);
        doors.put("/api/statements", doctor);
        doors.put("/api/patients/" + patient + "/consents", self);
        doors.put("/api/patients/" + patient + "/devices", self);
        doors.put("/api/patients/" + patient + "/feed", self);
        doors.put("/api/office/entries", officer);
        doors.put("/api/office/overview", officer);
        return doors;
    }

    private static List<String> openDoors() {
        List<String> open = new ArrayList<>();
        doors().forEach((path, caller) -> {
            Reply reply = caller.get(path);
            if (reply.status() < 500) {
                open.add(path + " answered " + reply.status() + " with " + reply.body().length + " bytes");
            }
            assertThat(reply.text())
                    .as("what %s gives while nothing can be entered", path)
                    .doesNotContain(ownName, "李＊", "1990", "resourceType\":\"Condition");
        });
        return open;
    }

    @Test
    void everyDoorGivesSomethingWhileTheLedgerWrites() {
        doors().forEach((path, caller) ->
                assertThat(caller.get(path).status()).as("the door %s", path).isEqualTo(200));
    }

    @Test
    void everyDoorGivesAnErrorWhenTheLedgerRefusesToWrite() {
        demo.execute(
                REFUSE_ENTRIES,
                "CREATE TRIGGER refuse BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_entry()");
        try {
            assertThat(openDoors()).isEmpty();
        } finally {
            demo.execute("DROP TRIGGER refuse ON ledger_entry", "DROP FUNCTION refuse_entry()");
        }
        assertThat(doctor.get("/fhir/Patient/" + patient).status()).isEqualTo(200);
    }

    @Test
    void everyDoorGivesAnErrorWhenTheCommitFails() {
        demo.execute(
                REFUSE_ENTRIES,
                "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION refuse_entry()");
        try {
            assertThat(openDoors()).isEmpty();
        } finally {
            demo.execute("DROP TRIGGER refuse ON ledger_entry", "DROP FUNCTION refuse_entry()");
        }
        assertThat(doctor.get("/fhir/Patient/" + patient).status()).isEqualTo(200);
    }

    @Test
    void nothingIsAnsweredWhileTheLedgerStalls() throws Exception {
        try (var lock = demo.database();
                var statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("LOCK TABLE ledger_entry IN SHARE ROW EXCLUSIVE MODE");
            var asked = java.util.concurrent.CompletableFuture.supplyAsync(
                    () -> doctor.get("/fhir/Patient/" + patient), Thread::startVirtualThread);
            boolean answered;
            try {
                Reply early = asked.get(2, java.util.concurrent.TimeUnit.SECONDS);
                answered = early.status() < 500;
            } catch (java.util.concurrent.TimeoutException waits) {
                answered = false;
            }
            assertThat(answered).as("an answer before its entry is durable").isFalse();
            lock.rollback();
            Reply late = asked.get(60, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(late.status()).isIn(200, 503);
        }
    }

    @Test
    void everyReleaseThatWasAnsweredHasItsEntry() throws Exception {
        long before = demo.entries();
        List<Reply> answers = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            answers.add(doctor.get("/fhir/Patient/" + patient));
            answers.add(doctor.get("/fhir/Condition?patient=" + patient + "&_count=1"));
            answers.add(self.get("/fhir/Patient/" + patient + "/$everything?_count=3"));
        }
        try (var connection = demo.database();
                var find = connection.prepareStatement("SELECT request::text FROM ledger_entry WHERE index = ?")) {
            for (Reply answer : answers) {
                assertThat(answer.status()).isEqualTo(200);
                find.setLong(1, answer.entry().orElseThrow());
                try (var rows = find.executeQuery()) {
                    assertThat(rows.next()).as("the entry the answer names").isTrue();
                    assertThat(rows.getString(1)).isEqualTo(answer.header("Suwen-Decision"));
                }
            }
        }
        assertThat(answers.stream().map(each -> each.entry().orElseThrow()).distinct())
                .hasSameSizeAs(answers);
        assertThat(demo.entries()).isGreaterThanOrEqualTo(before + answers.size());
    }

    @Test
    void aRefusedChangeOfConsentShowsNothingWithoutAnEntry() {
        Reply moved = self.put(
                "/api/patients/" + patient + "/consents",
                "{\"version\":0,\"changes\":[{\"kind\":\"OPTION\",\"code\":\"TEACHING\",\"choice\":\"AGREE\"}]}");
        assertThat(moved.status()).isEqualTo(409);
        long before = demo.entries();
        Reply again = self.put(
                "/api/patients/" + patient + "/consents",
                "{\"version\":0,\"changes\":[{\"kind\":\"OPTION\",\"code\":\"TEACHING\",\"choice\":\"AGREE\"}]}");
        assertThat(again.body().length).isGreaterThan(0);
        assertThat(demo.entries()).as("the page shown with a 409 is a release").isGreaterThan(before);
        assertThat(new String(again.body(), StandardCharsets.UTF_8)).contains("options");
    }
}
