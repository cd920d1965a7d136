package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** I3: after a change of consent has its ledger entry, no release rests on the older consent. */
class ConsentIsLiveTest {
    private static final int READERS = 4;
    private static final String MODEL = "ai.hepatology";

    @Test
    void noReleaseToTheModelComesAfterTheWithdrawalsEntry() throws Exception {
        DemoServer demo = DemoServer.shared();
        String patient = demo.as("dr.lin").patient("CL0000002");
        Http model = demo.as(MODEL);
        Http self = demo.as("li.wen");
        choose(self, patient, "AGREE");
        String path = "/fhir/Observation?patient=" + patient + "&_count=1";
        assertThat(model.get(path, "Suwen-Software-Version", "1.0").status()).isEqualTo(200);

        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(40);
        Callable<List<Reply>> reader = () -> {
            List<Reply> replies = new ArrayList<>();
            while (!over.get()) {
                replies.add(model.get(path, "Suwen-Software-Version", "1.0"));
                reading.countDown();
            }
            return replies;
        };
        List<Reply> replies = new ArrayList<>();
        long start = demo.entries();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Reply>>> readers = new ArrayList<>();
            for (int each = 0; each < READERS; each++) {
                readers.add(threads.submit(reader));
            }
            reading.await();
            choose(self, patient, "DISAGREE");
            for (int each = 0; each < 20; each++) {
                assertThat(model.get(path, "Suwen-Software-Version", "1.0").status())
                        .isEqualTo(403);
            }
            over.set(true);
            for (Future<List<Reply>> each : readers) {
                replies.addAll(each.get());
            }
        }

        List<JsonNode> trail = entries(demo, start);
        long withdrawal = trail.stream()
                .filter(each -> each.get("type").asString().equals("CONSENT"))
                .mapToLong(each -> each.get("index").asLong())
                .max()
                .orElseThrow();
        List<JsonNode> ofModel = trail.stream()
                .filter(each -> each.at("/actor/id").asString().equals(MODEL))
                .toList();
        assertThat(ofModel)
                .as("releases before the withdrawal, by the ledger")
                .anyMatch(each -> index(each) < withdrawal
                        && each.get("outcome").asString().equals("PERMIT"));
        assertThat(ofModel)
                .as("releases after the withdrawal, by the ledger")
                .filteredOn(each -> index(each) > withdrawal)
                .isNotEmpty()
                .allMatch(each -> each.get("outcome").asString().equals("DENY"));
        assertThat(replies).allMatch(each -> each.status() == 200 || each.status() == 403);
        assertThat(replies)
                .filteredOn(each -> each.status() == 200)
                .as("releases by what the model was answered")
                .isNotEmpty()
                .allMatch(each -> each.entry().orElseThrow() < withdrawal);
        assertThat(demo.as("dr.lin").get("/fhir/Patient/" + patient).status())
                .as("the own team goes on")
                .isEqualTo(200);
        choose(self, patient, "AGREE");
    }

    private static long index(JsonNode entry) {
        return entry.get("index").asLong();
    }

    static void choose(Http self, String patient, String choice) {
        String page = "/api/patients/" + patient + "/consents";
        long version = self.get(page).json().get("version").asLong();
        Reply changed = self.put(
                page,
                "{\"version\":" + version + ",\"changes\":[{\"kind\":\"ASSISTANT\",\"code\":\"" + MODEL
                        + "\",\"choice\":\"" + choice + "\"}]}");
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
    }

    /** The ledger's entries since {@code start}, as the auditor reads them. */
    private static List<JsonNode> entries(DemoServer demo, long start) {
        Http auditor = demo.as("auditor");
        List<JsonNode> all = new ArrayList<>();
        long before = Long.MAX_VALUE;
        while (before > start) {
            Reply page = auditor.get("/api/office/entries?limit=200&before=" + before);
            assertThat(page.status()).as("%s", page).isEqualTo(200);
            JsonNode found = page.json().get("entries");
            if (found.isEmpty()) {
                break;
            }
            found.forEach(all::add);
            before = index(found.get(found.size() - 1));
        }
        return all.stream().filter(each -> index(each) >= start).toList();
    }
}
