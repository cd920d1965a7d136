package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.suwen.ledger.evidence.EvidenceVerifier;
import org.suwen.ledger.evidence.PackageFiles;
import org.suwen.ledger.note.Ed25519Verifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** I5: an erased patient can't be read by anybody any more, and the certificate says so only after it was tried. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErasureIsRealTest {
    private static final String NAME = "仇无迹zqpa";
    private static final String RECORD = "ZQ9900071";
    private static final String TEXT = "陈旧性踝关节扭伤zqpb";
    private static final String WHY = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\","
            + "\"valueString\":\"the period has run out\"}]}";

    private static final String BACKUPS = "../backups";

    private static DemoServer demo;
    private static Http connector;
    private static Http emergency;
    private static String patient;
    private static String observation;
    private static byte[] certificate = new byte[0];

    @BeforeAll
    static void aPatientLastSeenInTheNineties() {
        demo = DemoServer.start();
        connector = demo.as("connector");
        emergency = demo.as("dr.wu");
        patient = stored();
        Reply glass = emergency.post(
                "/api/break-glass",
                "{\"patient\":\"" + patient + "\",\"situation\":\"RESUSCITATION\",\"reason\":\"心跳骤停抢救zqpc\"}");
        assertThat(glass.status()).as("%s", glass).isEqualTo(200);
        JsonNode found = emergency.get("/fhir/Observation?patient=" + patient).json();
        observation = found.at("/entry/0/resource/id").asString();
        assertThat(found.toString()).contains(TEXT);
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    private static String stored() {
        String bundle = """
                {"resourceType":"Bundle","type":"transaction","entry":[
                {"fullUrl":"urn:uuid:5f0a4d1e-0000-4000-8000-0000000000a1","resource":{"resourceType":"Patient",
                "identifier":[{"system":"https://suwen.org/fhir/record-number","value":"RECORD"}],
                "name":[{"text":"NAME"}],"telecom":[{"system":"phone","value":"16900000071"}],
                "gender":"male","birthDate":"1950-01-01"},"request":{"method":"POST","url":"Patient"}},
                {"fullUrl":"urn:uuid:5f0a4d1e-0000-4000-8000-0000000000a2","resource":{"resourceType":"Encounter",
                "status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
                "subject":{"reference":"urn:uuid:5f0a4d1e-0000-4000-8000-0000000000a1"},
                "serviceProvider":{"identifier":{"system":"https://suwen.org/fhir/unit","value":"ED"}},
                "period":{"start":"1994-03-01T09:00:00+08:00","end":"1994-03-01T10:00:00+08:00"}},
                "request":{"method":"POST","url":"Encounter"}},
                {"fullUrl":"urn:uuid:5f0a4d1e-0000-4000-8000-0000000000a3","resource":{"resourceType":"Observation",
                "status":"final","subject":{"reference":"urn:uuid:5f0a4d1e-0000-4000-8000-0000000000a1"},
                "encounter":{"reference":"urn:uuid:5f0a4d1e-0000-4000-8000-0000000000a2"},
                "code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}],"text":"TEXT"},
                "effectiveDateTime":"1994-03-01","valueQuantity":{"value":61,"unit":"/min",
                "system":"http://unitsofmeasure.org","code":"/min"}},
                "request":{"method":"POST","url":"Observation"}}]}""".replace("RECORD", RECORD).replace("NAME", NAME).replace("TEXT", TEXT);
        Reply reply = connector.post("/fhir", bundle, "Content-Type", "application/fhir+json");
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        String location = reply.json().at("/entry/0/response/location").asString();
        return location.replaceFirst(".*Patient/", "").replaceFirst("/_history.*", "");
    }

    private static Reply purge(Http by, String id) {
        return by.post("/fhir/Patient/" + id + "/$purge", WHY, "Content-Type", "application/fhir+json");
    }

    @Test
    @Order(1)
    void whatTheLawKeepsIsLockedAndClinicansHaveNoSay() {
        String kept = demo.as("dr.lin").patient("CL0000001");

        Reply locked = purge(demo.as("officer"), kept);
        Reply doctor = purge(demo.as("dr.lin"), kept);
        Reply nobody = purge(demo.as("officer"), "11111111-1111-4111-8111-111111111111");
        Reply mute = demo.as("officer").post("/fhir/Patient/" + patient + "/$purge", "{}");

        assertThat(locked.status()).as("%s", locked).isEqualTo(409);
        assertThat(locked.reason()).isEqualTo("RETENTION");
        assertThat(locked.text()).containsAnyOf("STO-19", "STO-20").contains("法定保存期未满");
        assertThat(doctor.status()).as("%s", doctor).isEqualTo(403);
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(mute.status()).isEqualTo(400);
        assertThat(demo.as("dr.lin").get("/fhir/Patient/" + kept).status()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void twoPersonsEraseAPatientUnderLoad() throws Exception {
        Reply first = purge(demo.as("officer"), patient);
        assertThat(first.status()).as("%s", first).isEqualTo(202);
        Reply same = purge(demo.as("officer"), patient);
        assertThat(same.status()).as("%s", same).isEqualTo(403);
        assertThat(same.reason()).isEqualTo("SECOND_PERSON");
        assertThat(emergency.get("/fhir/Observation/" + observation).status()).isEqualTo(200);

        List<Integer> odd = java.util.Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(4);
        List<Thread> load = new ArrayList<>();
        for (int each = 0; each < 4; each++) {
            boolean writes = each % 2 == 0;
            load.add(Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    int status =
                            (writes ? write(patient) : emergency.get("/fhir/Observation?patient=" + patient)).status();
                    if (status >= 500) {
                        odd.add(status);
                    }
                    running.countDown();
                }
            }));
        }
        running.await();
        String backup =
                Beside.run(demo, "backup", BACKUPS, "--data", demo.data().toString());
        assertThat(backup).contains("data-", "keys-");

        Reply second = purge(demo.as("auditor"), patient);
        over.set(true);
        for (Thread each : load) {
            each.join();
        }

        assertThat(second.status()).as("%s", second).isEqualTo(200);
        assertThat(second.text()).contains("CERTIFIED");
        assertThat(odd).isEmpty();
        Reply package1 = demo.as("officer").get(second.header("Location"));
        assertThat(package1.status()).as("%s", package1).isEqualTo(200);
        certificate = package1.body();
    }

    private static Reply write(String about) {
        return connector.post(
                "/fhir/Observation",
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/" + about
                        + "\"},\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8867-4\"}],\"text\":\""
                        + TEXT + "\"},\"effectiveDateTime\":\"1994-03-02\"}",
                "Content-Type",
                "application/fhir+json");
    }

    @Test
    @Order(3)
    void nobodyReadsAnythingOfHimThroughAnyDoor() {
        List<String> doors = List.of(
                "/fhir/Patient/" + patient,
                "/fhir/Patient/" + patient + "/$everything",
                "/fhir/Patient/" + patient + "/_history",
                "/fhir/Observation/" + observation,
                "/fhir/Observation/" + observation + "/_history",
                "/fhir/Observation/" + observation + "/_history/1",
                "/fhir/Observation?patient=" + patient,
                "/fhir/Patient?identifier=" + RECORD,
                "/api/patients/" + patient + "/consents",
                "/api/patients/" + patient + "/feed");
        for (String account : List.of("dr.wu", "dr.lin", "connector", "officer", "zhang.min")) {
            Http caller = demo.as(account);
            for (String door : doors) {
                Reply reply = caller.get(door);
                assertThat(reply.status())
                        .as("%s asks %s: %s", account, door, reply)
                        .isLessThan(500);
                assertThat(reply.text()).as("%s asks %s", account, door).doesNotContain(NAME, TEXT);
                if (reply.status() == 200) {
                    assertThat(reply.json().path("total").asInt(0)).as(door).isZero();
                }
            }
        }
        Reply found = emergency.post("/api/patients/find", "{\"kind\":\"RECORD_NUMBER\",\"value\":\"" + RECORD + "\"}");
        assertThat(found.json().path("patients").size()).isZero();
        assertThat(write(patient).status())
                .as("as for somebody who never was")
                .isEqualTo(write("11111111-1111-4111-8111-111111111111").status())
                .isBetween(400, 499);
    }

    @Test
    @Order(4)
    void nothingOfHimIsLeftInTablesAndFiles() throws Exception {
        demo.execute("CHECKPOINT");

        assertThat(rowsNaming(patient).keySet())
                .isEqualTo(Set.of("ledger_subject", "vault.applied", "vault_keys.patient_key"));
        assertThat(demo.number("SELECT coalesce(sum(length(record_key) + length(log_key)), 0) FROM"
                        + " vault_keys.patient_key WHERE patient_id = '" + patient + "'"))
                .isZero();
        var needles = new Needles(Set.of(NAME, RECORD, TEXT, "16900000071", "心跳骤停抢救zqpc"));
        for (Path file : DemoServer.files(demo.root())) {
            if (!file.startsWith(demo.data().resolve("postgres/bin"))) {
                assertThat(needles.in(bytes(file))).as("%s", file).isEmpty();
            }
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (java.nio.file.NoSuchFileException goneMeanwhile) {
            return new byte[0];
        }
    }

    private static Map<String, Long> rowsNaming(String id) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = demo.database();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT table_schema, table_name FROM"
                    + " information_schema.columns WHERE udt_name = 'uuid' AND table_schema NOT IN"
                    + " ('pg_catalog', 'information_schema')")) {
                while (rows.next()) {
                    tables.add((rows.getString(1).equals("public") ? "" : rows.getString(1) + ".") + rows.getString(2));
                }
            }
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM " + table + " t WHERE t::text LIKE '%" + id + "%'")) {
                    row.next();
                    if (row.getLong(1) > 0) {
                        counts.put(table, row.getLong(1));
                    }
                }
            }
        }
        return counts;
    }

    @Test
    @Order(5)
    void theCertificateVerifiesOfflineAndSaysWhatItCannotExclude() throws Exception {
        String key = demo.http().get("/ledger/key").text().strip();
        PackageFiles files = PackageFiles.read(new ByteArrayInputStream(certificate));
        var verifier = new EvidenceVerifier(files, Trust.of(Ed25519Verifier.parse(key)));

        Report report = verifier.verify();

        assertThat(report.state()).as("%s", report).isEqualTo(Report.State.VERIFIED);
        assertThat(verifier.shown()).hasSize(2);
        JsonNode json = Http.JSON.readTree(
                files.file("documents/erasure-certificate.json").orElseThrow());
        assertThat(json.path("patient").asString()).isEqualTo(patient);
        assertThat(json.path("keySource").path("custody").asString()).isEqualTo("FILE");
        assertThat(json.path("cannotExclude").toString()).contains("copied the key folder");
        assertThat(json.path("externalCopies").toString()).contains("PACS");
        assertThat(json.path("attemptsToRead"))
                .hasSizeGreaterThan(6)
                .allSatisfy(
                        each -> assertThat(each.path("readable").asBoolean()).isFalse());
        assertThat(json.path("destroyed").toString()).contains("statements on emergency access: 1");
        assertThat(new String(files.file("documents/erasure-certificate.note").orElseThrow(), StandardCharsets.UTF_8))
                .startsWith("suwen.org/erasure-certificate/v1\n");
    }

    @Test
    @Order(6)
    void whoHandledHimStaysOnRecord() {
        Http officer = demo.as("officer");
        JsonNode entries = officer.get("/api/office/entries?type=BREAK_GLASS&limit=50")
                .json()
                .path("entries");
        assertThat(entries).isNotEmpty();
        long index = entries.get(0).path("index").asLong();
        Reply one = officer.get("/api/office/entries/" + index);

        assertThat(one.status()).as("%s", one).isEqualTo(200);
        assertThat(one.text()).contains("dr.wu", patient).doesNotContain("zqpc");
        assertThat(one.json().path("labels").isNull()).isTrue();
        assertThat(officer.get("/api/office/erasures").text()).contains("CERTIFIED", patient);
    }

    @Test
    @Order(7)
    void aBackupMadeBeforeIsRestoredWithTheKeysOfTodayAndHoldsNothingOfHim() {
        long others = demo.number("SELECT count(*) FROM vault.resource");
        String other = demo.as("dr.lin").patient("CL0000001");
        demo.execute("DELETE FROM vault.resource WHERE patient_id = '" + other + "'", "DELETE FROM vault_index.care");
        demo.stop();

        String said = Beside.run(demo, "restore", BACKUPS, "--data", demo.data().toString());
        demo.restart();

        assertThat(said).contains("restored", "were left out").doesNotContain("\n0 rows of patients");
        assertThat(demo.number("SELECT count(*) FROM vault.resource WHERE patient_id = '" + patient + "'"))
                .isZero();
        assertThat(demo.number("SELECT count(*) FROM vault.resource")).isEqualTo(others);
        assertThat(demo.number("SELECT count(*) FROM vault.restored")).isZero();
        assertThat(demo.as("dr.lin").get("/fhir/Patient/" + other).status()).isEqualTo(200);
        assertThat(demo.as("dr.lin").get("/api/worklist").text()).contains(other);
        assertThat(demo.as("dr.wu").get("/fhir/Patient/" + patient).status()).isIn(403, 404);
        assertThat(demo.as("dr.wu").get("/fhir/Observation/" + observation).status())
                .isIn(403, 404);
        assertThat(demo.as("officer")
                        .get("/api/office/entries?type=SYSTEM&limit=20")
                        .text())
                .contains("restore.replay");
    }
}
