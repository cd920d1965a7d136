package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/**
 * A patient takes consent back and gives it again while a model reads on many threads, at one node or several; whether it
 * held is read off the ledger alone (D18).
 *
 * @param reads how many reads the model makes
 * @param turns how often the consent changes, an even number so that it ends as it began
 * @param readers how many clients read at once
 */
record ConsentRace(long reads, int turns, int readers) {
    private static final String MODEL = "ai.hepatology";

    /** A race of eight clients. */
    ConsentRace(long reads, int turns) {
        this(reads, turns, 8);
    }

    /** What the check needs of an entry; a million of them are held at once. */
    private record Seen(long index, boolean consent, boolean model, boolean permit) {
        static Seen of(JsonNode entry) {
            return new Seen(
                    entry.get("index").asLong(),
                    entry.get("type").asString().equals("CONSENT"),
                    entry.at("/actor/id").asString().equals(MODEL),
                    entry.get("outcome").asString().equals("PERMIT"));
        }
    }

    /** Runs over {@code nodes} of one ledger and checks the entries that it made. */
    void run(List<DemoServer> nodes, long start) throws Exception {
        DemoServer first = nodes.getFirst();
        String patient = first.as("dr.lin").patient("CL0000002");
        List<Http> models = new ArrayList<>();
        List<Http> selves = new ArrayList<>();
        for (DemoServer node : nodes) {
            models.add(node.as(MODEL));
            selves.add(node.as("li.wen"));
        }
        race(models, selves, patient);
        check(entries(first, start));
    }

    /** Makes sure that the model is agreed to. */
    static void agreed(DemoServer demo) {
        agree(demo.as("li.wen"), demo.as("dr.lin").patient("CL0000002"));
    }

    private void check(List<Seen> trail) {
        boolean agreed = true;
        int turned = 0;
        long released = 0;
        long refused = 0;
        for (Seen each : trail) {
            if (each.consent()) {
                agreed = !agreed;
                turned++;
            } else if (each.model() && each.permit()) {
                assertThat(agreed).as("a release at entry %s", each.index()).isTrue();
                released++;
            } else if (each.model()) {
                refused++;
            }
        }
        assertThat(turned).isEqualTo(turns);
        assertThat(released + refused).as("reads in the ledger").isGreaterThanOrEqualTo(reads);
        assertThat(released).isGreaterThan(reads / 20);
        assertThat(refused).isGreaterThan(reads / 20);
    }

    private void race(List<Http> models, List<Http> selves, String patient) throws Exception {
        String path = "/fhir/Observation?patient=" + patient + "&_count=1";
        AtomicLong left = new AtomicLong(reads);
        Semaphore turn = new Semaphore(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int each = 0; each < readers(); each++) {
                Http model = models.get(each % models.size());
                readers.add(threads.submit(() -> {
                    for (long now = left.getAndDecrement(); now > 0; now = left.getAndDecrement()) {
                        Reply reply = model.get(path, "Suwen-Software-Version", "1.0");
                        while (reply.status() == 503) { // the lead moves on a machine that starves the leader
                            reply = model.get(path, "Suwen-Software-Version", "1.0");
                        }
                        assertThat(reply.status()).as("%s", reply).isIn(200, 403);
                        if (now % (reads / turns) == 0) {
                            turn.release();
                        }
                    }
                    return null;
                }));
            }
            for (int each = 0; each < turns; each++) {
                turn.acquire();
                Http self = selves.get(each / 2 % selves.size());
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
    private static List<Seen> entries(DemoServer demo, long start) {
        Http auditor = demo.as("auditor");
        List<Seen> all = new ArrayList<>();
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
                    all.add(Seen.of(each));
                }
            }
        }
        all.sort(Comparator.comparingLong(Seen::index));
        return all;
    }
}
