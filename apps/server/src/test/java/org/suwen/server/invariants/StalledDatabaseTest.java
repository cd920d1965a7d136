package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;

/**
 * I1 when the disk stands still: all processes of the database are stopped, as a disk that answers nothing stops them;
 * nothing is released, every request hears so within bounds, and work goes on by itself.
 */
class StalledDatabaseTest {
    private static final int ROUNDS = Boolean.getBoolean("suwen.long") ? 200 : 1;
    private static final int CALLERS = 4;
    private static final int PATIENCE_SECONDS = 120;

    @Test
    void answersWithAClearErrorAndGoesOnByItself() throws Exception {
        DemoServer demo = DemoServer.shared();
        Http doctor = demo.as("dr.lin");
        String path = "/fhir/Patient/" + doctor.patient("CL0000002");
        for (int round = 0; round < ROUNDS; round++) {
            for (Reply each : stalled(demo, doctor, path)) {
                assertThat(each.status()).as("%s", each).isEqualTo(503);
                assertThat(each.reason()).isIn("LEDGER_UNAVAILABLE", "STORE_UNAVAILABLE");
                assertThat(each.entry()).isEmpty();
            }

            Reply after = untilAnswered(doctor, path);
            assertThat(demo.number("SELECT count(*) FROM ledger_entry WHERE index = "
                            + after.entry().orElseThrow() + " AND request = '" + after.header("Suwen-Decision") + "'"))
                    .isEqualTo(1);
        }
        untilAnswered(doctor, "/health"); // after the next checkpoint
    }

    private static List<Reply> stalled(DemoServer demo, Http doctor, String path) throws Exception {
        List<String> database = processes(demo);
        List<Reply> replies = new ArrayList<>();
        signal("-STOP", database);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> asked = new ArrayList<>();
            for (int each = 0; each < CALLERS; each++) {
                asked.add(threads.submit(() -> doctor.get(path)));
            }
            for (Future<Reply> each : asked) {
                replies.add(each.get());
            }
        } finally {
            signal("-CONT", database);
        }
        return replies;
    }

    @CanIgnoreReturnValue
    private static Reply untilAnswered(Http doctor, String path) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Reply reply = doctor.get(path);
        while (reply.status() == 503 && System.nanoTime() - end < 0) {
            reply = doctor.get(path);
        }
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return reply;
    }

    private static List<String> processes(DemoServer demo) throws IOException {
        String first = Files.readAllLines(demo.cluster().resolve("postmaster.pid"))
                .getFirst()
                .strip();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(first)).orElseThrow();
        List<String> all = new ArrayList<>(List.of(first));
        postmaster.descendants().forEach(each -> all.add(Long.toString(each.pid())));
        return all;
    }

    private static void signal(String name, List<String> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", name));
        command.addAll(processes);
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
