package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.suwen.ledger.postgres.PostgresLedgerReader;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/**
 * D17 and D18 with two server processes on one database: consent holds over both, and {@code kill -9} of the one that
 * leads costs no acknowledged entry. The long form makes 100,000 reads and 20 kills ({@code -Dsuwen.long=true}).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // the last test kills what the others work on
class TwoNodesTest {
    private static final boolean LONG = Boolean.getBoolean("suwen.long");
    private static final ConsentRace RACE = LONG ? new ConsentRace(100_000, 100) : new ConsentRace(2_000, 20);
    private static final int KILLS = LONG ? 20 : 1;
    private static final int CARD_TURNS = LONG ? 200 : 6; // even, so that it ends with AGREE
    private static final int WRITERS = 2;
    private static final int ENOUGH = 20;

    private static final AtomicReference<DemoServer> FIRST = new AtomicReference<>();
    private static final AtomicReference<DemoServer> SECOND = new AtomicReference<>();

    private final Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() throws IOException {
        DemoServer first = DemoServer.start(Map.of("SUWEN_NODE", freeAddress()));
        FIRST.set(first);
        SECOND.set(DemoServer.in(Files.createTempDirectory("suwen-node-"), settings(first)));
    }

    private static String freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    /** A second node has the institution's key folder and the database's address. */
    private static Map<String, String> settings(DemoServer first) throws IOException {
        String password =
                Files.readString(first.keys().resolve("postgres.password")).strip();
        String address =
                first.databaseAddress() + "?user=suwen&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return Map.of(
                "SUWEN_NODE",
                freeAddress(),
                "SUWEN_DATABASE_URL",
                address,
                "SUWEN_KEYS",
                first.keys().toString());
    }

    @AfterAll
    static void stop() {
        SECOND.get().close();
        FIRST.get().close();
    }

    @Test
    @Order(1)
    void noReleaseLiesBetweenAWithdrawalAndTheNextAgreementOnAnyNode() throws Exception {
        DemoServer first = FIRST.get();
        ConsentRace.agreed(first);

        RACE.run(List.of(first, SECOND.get()), first.entries());
    }

    @Test
    @Order(2)
    void twoNodesThatChangeOneCardAtOnceLoseNeitherChange() throws Exception {
        String page = "/api/patients/" + FIRST.get().as("dr.lin").patient("CL0000002") + "/consents";
        List<Http> selves = List.of(FIRST.get().as("li.wen"), SECOND.get().as("li.wen"));
        JsonNode before = selves.getFirst().get(page).json();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> turning = new ArrayList<>();
            for (int each = 0; each < 2; each++) {
                Http self = selves.get(each);
                String code = before.at("/options/" + each + "/code").asString();
                turning.add(threads.submit(() -> {
                    for (int turn = 0; turn < CARD_TURNS; turn++) {
                        choose(self, page, code, turn % 2 == 0 ? "DISAGREE" : "AGREE");
                    }
                }));
            }
            for (Future<?> each : turning) {
                each.get();
            }
        }

        for (Http self : selves) {
            JsonNode after = self.get(page).json();
            assertThat(after.at("/options/0/choice").asString()).isEqualTo("AGREE");
            assertThat(after.at("/options/1/choice").asString()).isEqualTo("AGREE");
            assertThat(after.get("version").asLong())
                    .isEqualTo(before.get("version").asLong() + 2L * CARD_TURNS);
        }
    }

    /** Chooses on the page as it stands, again when it moved. */
    private static void choose(Http self, String page, String code, String choice) {
        Reply reply;
        do {
            long version = self.get(page).json().get("version").asLong();
            reply = self.put(
                    page,
                    "{\"version\":" + version + ",\"changes\":[{\"kind\":\"OPTION\",\"code\":\"" + code
                            + "\",\"choice\":\"" + choice + "\"}]}");
            assertThat(reply.status()).as("%s", reply).isIn(200, 409);
        } while (reply.status() == 409);
    }

    @Test
    @Order(3)
    void workGoesOnWhenTheLeadingNodeIsKilled() throws Exception {
        String patient = FIRST.get().as("dr.lin").patient("CL0000002");
        for (int kill = 0; kill < KILLS; kill++) {
            boolean firstLeads = leader().equals(address(FIRST.get()));
            DemoServer leader = firstLeads ? FIRST.get() : SECOND.get();
            DemoServer other = firstLeads ? SECOND.get() : FIRST.get();

            killUnderLoad(leader, other, patient);
            assertThat(leader()).isEqualTo(address(other));
            leader.restart();
            check(other);
        }
    }

    private static String leader() {
        return FIRST.get().text("SELECT address FROM ledger_state");
    }

    private static String address(DemoServer node) {
        return node.setting("SUWEN_NODE");
    }

    private void killUnderLoad(DemoServer leader, DemoServer other, String patient) throws Exception {
        var over = new AtomicBoolean();
        var before = new CountDownLatch(ENOUGH);
        var after = new AtomicReference<>(new CountDownLatch(Integer.MAX_VALUE));
        List<Http> connectors = List.of(leader.as("connector"), other.as("connector"));
        List<Future<?>> writers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Http connector : connectors) {
                for (int each = 0; each < WRITERS; each++) {
                    writers.add(threads.submit(() -> write(connector, patient, over, () -> {
                        before.countDown();
                        if (connector == connectors.getLast()) {
                            after.get().countDown();
                        }
                    })));
                }
            }
            try {
                awaited("writes before the kill", before);
                leader.killServer();
                var enough = new CountDownLatch(ENOUGH);
                after.set(enough);
                awaited("writes after the kill", enough);
            } finally {
                over.set(true); // before the threads are waited for, also when something fails
            }
        }
        for (Future<?> each : writers) {
            each.get();
        }
    }

    private static void awaited(String what, CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(120, TimeUnit.SECONDS)).as(what).isTrue();
    }

    private void write(Http connector, String patient, AtomicBoolean over, Runnable stored) {
        while (!over.get()) {
            var request = UUID.randomUUID();
            try {
                Reply reply = connector.trySend(
                        "POST",
                        "/fhir/Condition",
                        BodyPublishers.ofString("{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/"
                                + patient + "\"},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\","
                                + "\"code\":\"K29.5\"}],\"text\":\"node\"}}"),
                        "Content-Type",
                        "application/fhir+json",
                        "X-Request-Id",
                        request.toString());
                assertThat(reply.status()).as("%s", reply).isIn(201, 503);
                if (reply.status() == 201) {
                    acknowledged.put(request, reply.entry().orElseThrow());
                    stored.run();
                }
            } catch (IOException killed) {
                return;
            }
        }
    }

    private void check(DemoServer node) throws Exception {
        assertThat(acknowledged.values()).doesNotHaveDuplicates();
        Map<UUID, Long> found = new HashMap<>();
        try (var connection = FIRST.get().database();
                var query = connection.prepareStatement("SELECT e.request, e.index FROM ledger_entry e"
                        + " JOIN vault.applied a ON a.entry_index = e.index WHERE e.request = ANY (?)")) {
            query.setArray(
                    1, connection.createArrayOf("uuid", acknowledged.keySet().toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        assertThat(found).as("entries with their data").isEqualTo(acknowledged);
        assertThat(node.http().get("/health").status()).isEqualTo(200);
        try (var source = FIRST.get().source()) {
            Report report = new LedgerVerifier(new PostgresLedgerReader(source), Trust.NOTHING).verify(checked -> {});
            assertThat(report.broken()).as("%s", report.text()).isEmpty();
        }
    }
}
