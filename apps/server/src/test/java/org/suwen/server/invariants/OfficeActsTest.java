package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/**
 * DOC-39, DOC-40 and ACC-11 over HTTP, in a hospital that is closed today, blocks at the second anomaly and wants a
 * statement within a second.
 */
class OfficeActsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String RULES = """
            parameters:
              anomaly.off-hours-per-night: {type: WHOLE, value: 2}
              break-glass.statement-within: {type: DURATION, value: 1s}
            """;

    @TempDir
    private static Path folder;

    private static DemoServer demo;
    private static LogServer log;

    @BeforeAll
    static void start() throws IOException {
        Path hospital = Files.createDirectory(folder.resolve("hospital"));
        Path original = Path.of("../../testdata/hospital");
        for (Path file : DemoServer.files(original)) {
            Path copy = hospital.resolve(original.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        Path book = hospital.resolve("hospital.yaml");
        String never = dayFarFromNow() + " 00:00-00:01";
        String closed = Files.readString(book)
                .replace("workingHours: [\"MON-FRI 08:00-17:30\"]", "workingHours: [\"" + never + "\"]")
                .replaceAll("(id: dr\\.chen,.*roster: )\\[\"[^\"]+\"]", "$1[\"" + never + "\"]");
        assertThat(closed).contains(never + "\"]}").contains("workingHours: [\"" + never);
        Files.writeString(book, closed);
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(rules, RULES);
        log = new LogServer();
        demo = DemoServer.start(Map.of(
                "SUWEN_SYSLOG", log.address(),
                "SUWEN_SYSLOG_CA", log.certificate(folder.resolve("log-ca.pem")).toString(),
                "SUWEN_HOSPITAL", hospital.toString(),
                "SUWEN_RULES", rules.toString(),
                "SUWEN_ROUNDS_SECONDS", "1"));
    }

    @AfterAll
    static void stop() throws IOException {
        demo.close();
        log.close();
    }

    private static String dayFarFromNow() {
        return LocalDate.now(Clock.system(ZONE))
                .plusDays(3)
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                .toUpperCase(Locale.ROOT);
    }

    @Test
    void aBlockIsLiftedByASecondPersonWithAReason() {
        Http blocked = demo.as("dr.chen");
        String patient = demo.as("dr.lin").patient("CL0000002");
        String path = "/fhir/Patient/" + patient;
        int reads = 0;
        while (blocked.get(path).status() == 200) {
            reads++;
        }
        assertThat(reads).isEqualTo(2);
        assertThat(blocked.get(path).reason()).isEqualTo("BLOCKED");
        assertThat(breakGlass(blocked, demo.as("dr.lin").patient("CL0000001")).status())
                .as("emergency care of a patient who is present")
                .isEqualTo(200);

        Http officer = demo.as("officer");
        assertThat(accounts(officer.get("/api/blocks"))).contains("dr.chen");
        assertThat(accounts(demo.as("admin").get("/api/blocks"))).contains("dr.chen");
        assertThat(lift(blocked, "dr.chen", "我没有问题").status()).isEqualTo(403);
        assertThat(lift(demo.as("dr.zhao"), "dr.chen", "我担保").status()).isEqualTo(403);
        assertThat(lift(officer, "dr.chen", "").status()).isEqualTo(400);
        assertThat(lift(officer, "dr.nobody", "核实为夜间急会诊").status()).isEqualTo(404);

        Reply lifted = lift(officer, "dr.chen", "核实为夜间急会诊");
        assertThat(lifted.status()).as("%s", lifted).isEqualTo(200);
        assertThat(accounts(lifted)).doesNotContain("dr.chen");
        assertThat(blocked.get(path).status()).isEqualTo(200);
        JsonNode entry = latest("STAFF");
        assertThat(entry.get("operation").asString()).isEqualTo("account.unblock");
        assertThat(entry.at("/actor/id").asString()).isEqualTo("officer");
        assertThat(lift(officer, "dr.chen", "再次核实").status())
                .as("nothing is left to lift")
                .isEqualTo(404);
    }

    @Test
    void eachEntryReachesTheLogServerOverTlsInOrder() {
        demo.as("officer").get("/api/office/overview");
        until(() -> log.messages().stream().anyMatch(message -> message.contains("operation=\"office.overview\"")));
        List<Long> indexes = log.messages().stream()
                .map(message -> Long.valueOf(message.substring(message.lastIndexOf(' ') + 1)))
                .toList();
        assertThat(indexes.getFirst()).isZero();
        assertThat(indexes).isSorted().doesNotHaveDuplicates();
        assertThat(indexes.getLast()).isEqualTo(indexes.size() - 1L);
        assertThat(log.messages())
                .allMatch(message -> message.contains(" suwen - ") && message.contains("[suwen@32473 index="));
    }

    private static Reply lift(Http caller, String account, String reason) {
        return caller.post("/api/blocks/" + account + "/lift", "{\"reason\":\"" + reason + "\"}");
    }

    private static java.util.List<String> accounts(Reply reply) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return reply.json().get("blocked").findValuesAsString("account");
    }

    @Test
    void anOverdueStatementIsEscalatedAndSuspendsTheEmergencyDoorForPatientsWhoAreNotPresent() {
        Http doctor = demo.as("dr.wu");
        String present = find(doctor, "CL0000002");
        String absent = storePatientWithoutAVisit();
        Reply first = breakGlass(doctor, absent);
        assertThat(first.status()).as("%s", first).isEqualTo(200);
        String statement = first.json().get("statement").asString();

        until(() -> line(statement).get("overdue").asBoolean());
        Reply suspended = breakGlass(doctor, absent);
        assertThat(suspended.status()).as("%s", suspended).isEqualTo(403);
        assertThat(suspended.reason()).isEqualTo("STATEMENT_OVERDUE");
        assertThat(breakGlass(demo.as("dr.gong"), absent).status())
                .as("a colleague")
                .isEqualTo(200);
        Reply stillOpen = breakGlass(doctor, present);
        assertThat(stillOpen.status()).as("a patient who is present").isEqualTo(200);
        until(() -> !line(statement).get("escalatedAt").isNull());
        assertThat(count("statement.overdue")).as("escalated once").isGreaterThanOrEqualTo(1);

        file(doctor, stillOpen.json().get("statement").asString());
        file(doctor, statement);
        Reply again = breakGlass(doctor, absent);
        assertThat(again.status()).as("after filing: %s", again).isEqualTo(200);
        review(statement);
    }

    private static void review(String statement) {
        String path = "/api/office/statements/" + statement + "/review";
        String body = "{\"justified\":true,\"note\":\"抢救属实\"}";
        assertThat(demo.as("auditor").post(path, body).status()).isEqualTo(403);
        Reply reviewed = demo.as("officer").post(path, body);
        assertThat(reviewed.status()).as("%s", reviewed).isEqualTo(200);
        assertThat(line(statement).at("/review/justified").asBoolean()).isTrue();
        assertThat(demo.as("officer").post(path, body).status()).as("once").isEqualTo(404);
    }

    private static void file(Http doctor, String statement) {
        Reply filed = doctor.post("/api/statements/" + statement, "{\"text\":\"患者心脏骤停，需既往史\"}");
        assertThat(filed.status()).as("%s", filed).isEqualTo(200);
    }

    private static JsonNode line(String statement) {
        Reply reply = demo.as("officer").get("/api/office/statements");
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        for (JsonNode each : reply.json().get("statements")) {
            if (each.get("id").asString().equals(statement)) {
                return each;
            }
        }
        throw new AssertionError("the office does not see statement " + statement);
    }

    private static JsonNode latest(String type) {
        return demo.as("auditor")
                .get("/api/office/entries?limit=1&type=" + type)
                .json()
                .at("/entries/0");
    }

    private static long count(String operation) {
        return demo
                .as("auditor")
                .get("/api/office/entries?limit=200&type=STATEMENT")
                .json()
                .findValuesAsString("operation")
                .stream()
                .filter(operation::equals)
                .count();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
        }
    }

    private static String find(Http caller, String record) {
        return caller.post("/api/patients/find", "{\"kind\":\"RECORD_NUMBER\",\"value\":\"" + record + "\"}")
                .json()
                .at("/patients/0/id")
                .asString();
    }

    private static Reply breakGlass(Http caller, String patient) {
        return caller.post(
                "/api/break-glass",
                "{\"patient\":\"" + patient + "\",\"situation\":\"RESUSCITATION\",\"reason\":\"心脏骤停抢救\"}");
    }

    private static String storePatientWithoutAVisit() {
        Reply stored = demo.as("connector")
                .post(
                        "/fhir/Patient",
                        "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"常来客\"}]}",
                        "X-Request-Id",
                        UUID.randomUUID().toString());
        assertThat(stored.status()).as("%s", stored).isEqualTo(201);
        return stored.storedId();
    }
}
