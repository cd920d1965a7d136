package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** D16, I11: a server that dies between a write's entry and its data leaves nothing behind but an entry that says so. */
class CrashBetweenEntryAndDataTest {
    private static final String RECORD = "CL7700001";
    private static final String ID_NUMBER = "990101197001017719";
    private static final int LOOKS = 5_000;

    @Test
    void anIdentityIsNotTakenByDataThatNeverCame() throws Exception {
        try (DemoServer demo = DemoServer.start()) {
            var request = UUID.randomUUID();
            dieBeforeTheData(demo, request);
            demo.restart();

            assertThat(demo.number("SELECT count(*) FROM vault.applied a"
                            + " WHERE a.entry_index = (SELECT index FROM ledger_entry WHERE request = '" + request
                            + "')"))
                    .as("the data of the entry")
                    .isZero();
            assertThat(abandoned(demo)).isEqualTo(1);
            assertThat(find(demo, RECORD)).isEmpty();
            assertThat(find(demo, ID_NUMBER)).isEmpty();
            assertThat(demo.as("dr.lin").get("/api/worklist").text())
                    .as("nobody in a list without data")
                    .doesNotContain("钟无恙");

            assertThat(send(demo, request).status()).as("the same again").isEqualTo(200);
            assertThat(find(demo, RECORD)).hasSize(1);
            assertThat(find(demo, ID_NUMBER)).isEqualTo(find(demo, RECORD));
            assertThat(send(demo, UUID.randomUUID()).status())
                    .as("another patient with the number")
                    .isEqualTo(409);
            assertThat(abandoned(demo)).isEqualTo(1);
        }
    }

    /** Holds the data back until the entry is durable, then kills everything. */
    private static void dieBeforeTheData(DemoServer demo, UUID request) throws Exception {
        try (var lock = demo.database();
                var statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("LOCK TABLE vault.applied IN SHARE ROW EXCLUSIVE MODE");
            var answer = CompletableFuture.supplyAsync(() -> send(demo, request), Thread::startVirtualThread);
            for (int look = 0; entries(demo, request) == 0; look++) {
                assertThat(look).as("looks for the entry").isLessThan(LOOKS);
            }
            assertThat(answer).isNotDone();
            demo.kill();
            assertThat(answer.handle((reply, failed) -> failed != null).join())
                    .as("no answer was given")
                    .isTrue();
        }
    }

    private static long entries(DemoServer demo, UUID request) {
        return demo.number("SELECT count(*) FROM ledger_entry WHERE request = '" + request + "'");
    }

    private static long abandoned(DemoServer demo) {
        return demo.number("SELECT count(*) FROM ledger_entry WHERE get_byte(bytes, 1) = "
                + org.suwen.ledger.EntryType.ABANDONED.code());
    }

    private static JsonNode find(DemoServer demo, String value) {
        String kind = value.equals(RECORD) ? "RECORD_NUMBER" : "ID_NUMBER";
        Reply found =
                demo.as("dr.lin").post("/api/patients/find", "{\"kind\":\"" + kind + "\",\"value\":\"" + value + "\"}");
        assertThat(found.status()).as("%s", found).isEqualTo(200);
        return found.json().get("patients");
    }

    private static Reply send(DemoServer demo, UUID request) {
        String patient = "{\"resourceType\":\"Patient\",\"identifier\":["
                + "{\"system\":\"https://suwen.org/fhir/record-number\",\"value\":\"" + RECORD + "\"},"
                + "{\"system\":\"https://suwen.org/fhir/resident-id\",\"value\":\"" + ID_NUMBER + "\"}],"
                + "\"name\":[{\"text\":\"钟无恙\"}]}";
        return demo.as("connector")
                .post(
                        "/fhir",
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":"
                                + "\"urn:uuid:5f0a4d1e-0000-4000-8000-000000000001\",\"resource\":" + patient
                                + ",\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}]}",
                        "Content-Type",
                        "application/fhir+json",
                        "X-Request-Id",
                        request.toString());
    }
}
