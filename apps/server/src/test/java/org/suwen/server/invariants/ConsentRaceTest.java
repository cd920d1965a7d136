package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/**
 * D18: consent is taken back and given again while many clients read; by the ledger alone, no release lies between a
 * withdrawal's entry and the next agreement's. The long form makes 1,000,000 reads ({@code -Dsuwen.long=true}).
 */
class ConsentRaceTest {
    private static final boolean LONG = Boolean.getBoolean("suwen.long");
    private static final long READS = LONG ? 1_000_000 : 2_000;
    private static final int TURNS = LONG ? 400 : 20;
    private static final int READERS = 8;
    private static final String MODEL = "ai.hepatology";

    @Test
    void noReleaseLiesBetweenAWithdrawalAndTheNextAgreement() throws Exception {
        DemoServer demo = DemoServer.shared();
        String patient = demo.as("dr.lin").patient("CL0000002");
        Http self = demo.as("li.wen");
        agree(self, patient);
        long start = demo.entries();

        race(demo, self, patient);

        List<JsonNode> trail = entries(demo, start);
        boolean agreed = true;
        int turns = 0;
        long released = 0;
        long refused = 0;
        for (JsonNode each : trail) {
            String actor = each.at("/actor/id").asString();
            if (each.get("type").asString().equals("CONSENT")) {
                agreed = !agreed;
                turns++;
            } else if (actor.equals(MODEL) && each.get("outcome").asString().equals("PERMIT")) {
                assertThat(agreed)
                        .as("a release at entry %s", each.get("index"))
                        .isTrue();
                released++;
            } else if (actor.equals(MODEL)) {
                refused++;
            }
        }
        assertThat(turns).isEqualTo(TURNS);
        assertThat(released + refused).as("reads in the ledger").isGreaterThanOrEqualTo(READS);
        assertThat(released).isGreaterThan(READS / 20);
        assertThat(refused).isGreaterThan(READS / 20);
    }

    /** An even number of turns, so that the consent ends as it began. */
    private static void race(DemoServer demo, Http self, String patient) throws Exception {
        Http model = demo.as(MODEL);
        String path = "/fhir/Observation?patient=" + patient + "&_count=1";
        AtomicLong left = new AtomicLong(READS);
        Semaphore turn = new Semaphore(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int each = 0; each < READERS; each++) {
                readers.add(threads.submit(() -> {
                    for (long now = left.getAndDecrement(); now > 0; now = left.getAndDecrement()) {
                        Reply reply = model.get(path, "Suwen-Software-Version", "1.0");
                        assertThat(reply.status()).as("%s", reply).isIn(200, 403);
                        if (now % (READS / TURNS) == 0) {
                            turn.release();
                        }
                    }
                    return null;
                }));
            }
            for (int each = 0; each < TURNS; each++) {
                turn.acquire();
                if (each % 2 == 0) {
                    withdraw(self, patient);
                } else {
                    agree(self, patient);
                }
            }
            for (Future<?> each : readers) {
                each.get();
            }
        }
    }

    private static void withdraw(Http self, String patient) {
        Reply reply = self.post(
                "/api/patients/" + patient + "/consents/withdraw", "{\"items\":[\"RECIPIENT:" + MODEL + "\"]}");
        assertThat(reply.status()).as("%s", reply).isEqualTo(201);
    }

    private static void agree(Http self, String patient) {
        String page = "/api/patients/" + patient + "/consents";
        long version = self.get(page).json().get("version").asLong();
        Reply reply = self.put(
                page,
                "{\"version\":" + version + ",\"changes\":[{\"kind\":\"ASSISTANT\",\"code\":\"" + MODEL
                        + "\",\"choice\":\"AGREE\"}]}");
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    }

    /** The ledger's entries since {@code start}, oldest first, as the auditor reads them. */
    private static List<JsonNode> entries(DemoServer demo, long start) {
        Http auditor = demo.as("auditor");
        List<JsonNode> all = new ArrayList<>();
        long before = Long.MAX_VALUE;
        while (before > start) {
            JsonNode page = auditor.get("/api/office/entries?limit=200&before=" + before)
                    .json()
                    .get("entries");
            if (page.isEmpty()) {
                break;
            }
            for (JsonNode each : page) {
                before = each.get("index").asLong();
                if (before >= start) {
                    all.add(each);
                }
            }
        }
        all.sort(Comparator.comparingLong(each -> each.get("index").asLong()));
        return all;
    }
}
