package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import org.suwen.vault.Cursor;
import org.suwen.vault.DirectoryDocument;
import org.suwen.vault.FileKeySource;
import org.suwen.vault.Vault;
import org.suwen.vault.VaultOptions;
import org.suwen.vault.postgres.PostgresVaultStore;
import tools.jackson.databind.node.ObjectNode;

/**
 * What another node changes counts at the very next request, also while requests share their questions to the database:
 * nothing that decides is answered from memory alone (D23).
 */
class NextRequestTest {
    private static final DemoServer DEMO = DemoServer.shared();
    private static final int ROUNDS = 12;
    private static final int NEIGHBOURS = 3;

    private static HikariDataSource source;
    private static Vault otherNode;

    @BeforeAll
    static void openTheOtherNode() {
        source = DEMO.source();
        otherNode = Vault.open(
                PostgresVaultStore.open(source), keys(), new VaultOptions(new SecureRandom(), Clock.systemUTC()));
    }

    @AfterAll
    static void close() {
        source.close();
    }

    private static FileKeySource keys() {
        try {
            char[] passphrase = Files.readString(DEMO.keys().resolve("root.passphrase"))
                    .strip()
                    .toCharArray();
            return FileKeySource.open(DEMO.keys().resolve("root.key"), DEMO.data(), passphrase, new SecureRandom());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void aMoveToAnotherDepartment() throws Exception {
        Http doctor = DEMO.as("dr.chen");
        String path = "/fhir/Patient/" + DEMO.as("dr.lin").patient("CL0000002");
        beside(path, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(doctor.get(path).status()).isEqualTo(200);
                change(
                        "staff",
                        "dr.chen",
                        staff -> staff.put("department", "CARD").put("group", "CI"));
                assertThat(doctor.get(path).status()).isEqualTo(403);
                change(
                        "staff",
                        "dr.chen",
                        staff -> staff.put("department", "GE").put("group", "HB"));
            }
        });
        assertThat(doctor.get(path).status()).isEqualTo(200);
    }

    @Test
    void aPersonWhoIsSuspended() throws Exception {
        String path = "/fhir/Patient/" + DEMO.as("dr.lin").patient("CL0000002");
        beside(path, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                Http doctor = DEMO.as("dr.chen");
                assertThat(doctor.get(path).status()).isEqualTo(200);
                change("staff", "dr.chen", staff -> staff.put("active", false));
                assertThat(doctor.get(path).status()).isEqualTo(401);
                assertThat(doctor.get(path + "/$everything").status()).isEqualTo(401);
                change("staff", "dr.chen", staff -> staff.put("active", true));
            }
        });
    }

    @Test
    void aTokenThatIsRevoked() throws Exception {
        String path = "/fhir/Patient/" + DEMO.as("dr.lin").patient("CL0000002");
        beside(path, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                Http doctor = DEMO.as("nurse.he");
                assertThat(doctor.get(path).status()).isEqualTo(200);
                passesOf("nurse.he")
                        .forEach(each -> otherNode.deleteDirectoryDocument("pass", each.key(), each.version()));
                assertThat(doctor.get(path).status()).isEqualTo(401);
            }
        });
    }

    @Test
    void aModelWhoseLicenceIsSuspended() throws Exception {
        Http model = DEMO.as("ai.hepatology");
        String patient = DEMO.as("dr.lin").patient("CL0000002");
        String path = "/fhir/Observation?patient=" + patient + "&_count=1";
        beside("/fhir/Patient/" + patient, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                Reply before = model.get(path, "Suwen-Software-Version", "1.0");
                assertThat(before.status()).as("%s", before).isEqualTo(200);
                change("model", "ai.hepatology", each -> ((ObjectNode) each.get("licence")).put("active", false));
                Reply after = model.get(path, "Suwen-Software-Version", "1.0");
                assertThat(after.reason()).isEqualTo("AI_UNLICENSED");
                change("model", "ai.hepatology", each -> ((ObjectNode) each.get("licence")).put("active", true));
            }
        });
    }

    @Test
    void anAccountThatReachedItsAnomalies() {
        Http doctor = DEMO.as("nurse.he");
        String path = "/fhir/Patient/" + DEMO.as("dr.lin").patient("CL0000002");
        assertThat(doctor.get(path).status()).isEqualTo(200);
        long night = ZonedDateTime.now(ZoneId.of("Asia/Shanghai"))
                .minusHours(12)
                .toLocalDate()
                .toEpochDay();
        long version = otherNode
                .directoryDocument("anomalies", "nurse.he")
                .map(DirectoryDocument::version)
                .orElse(0L);
        byte[] many = ("{\"night\":" + night + ",\"anomalies\":100000}").getBytes(StandardCharsets.UTF_8);

        otherNode.putDirectoryDocument("anomalies", "nurse.he", version + 1, many);
        Reply blocked = doctor.get(path);
        otherNode.deleteDirectoryDocument("anomalies", "nurse.he", version + 1);

        assertThat(blocked.reason()).isEqualTo("BLOCKED");
        assertThat(doctor.get(path).status()).isEqualTo(200);
    }

    @Test
    void aDeviceThatIsSwitchedOff() throws Exception {
        Http self = DEMO.as("li.wen");
        Http watch = DEMO.as("watch.li.wen");
        String patient = self.patient("CL0000002");
        String sample = "{\"resourceType\":\"Observation\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/"
                + patient + "\"},\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8867-4\"}]},"
                + "\"valueQuantity\":{\"value\":71}}";
        String page = "/api/patients/" + patient + "/devices/watch.li.wen";
        beside("/fhir/Patient/" + patient, () -> {
            for (int round = 0; round < 3; round++) {
                Reply before = watch.post("/fhir/Observation", sample);
                assertThat(before.status()).as("%s", before).isEqualTo(201);
                assertThat(self.put(page, "{\"activated\":false}").status()).isEqualTo(200);
                assertThat(watch.post("/fhir/Observation", sample).status()).isEqualTo(403);
                assertThat(self.put(page, "{\"activated\":true}").status()).isEqualTo(200);
            }
        });
    }

    private static List<DirectoryDocument> passesOf(String account) {
        List<DirectoryDocument> all =
                otherNode.directoryDocuments("pass", Cursor.start(), 500).documents();
        return all.stream()
                .filter(each -> Http.JSON
                        .readTree(each.content())
                        .path("userName")
                        .asString("")
                        .equals(account))
                .toList();
    }

    private static void change(String kind, String key, Consumer<ObjectNode> change) {
        DirectoryDocument document = otherNode.directoryDocument(kind, key).orElseThrow();
        ObjectNode value = (ObjectNode) Http.JSON.readTree(document.content());
        change.accept(value);
        otherNode.putDirectoryDocument(kind, key, document.version() + 1, Http.JSON.writeValueAsBytes(value));
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Work while neighbours keep asking, so that requests share round trips. */
    private static void beside(String path, Work work) throws Exception {
        Http neighbour = DEMO.as("dr.lin");
        AtomicBoolean over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asking = new ArrayList<>();
            for (int each = 0; each < NEIGHBOURS; each++) {
                asking.add(threads.submit(() -> {
                    int right = 0;
                    while (!over.get()) {
                        assertThat(neighbour.get(path).status()).isEqualTo(200);
                        right++;
                    }
                    return right;
                }));
            }
            try {
                work.run();
            } finally {
                over.set(true);
            }
            for (Future<Integer> each : asking) {
                assertThat(each.get()).isPositive();
            }
        }
    }
}
