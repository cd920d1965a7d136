package org.suwen.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.suwen.ledger.TestLedger.SIGNER;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.postgres.LedgerFsck;
import org.suwen.ledger.verify.Report;

/** I11: what a process acknowledged before it was killed is there, once. */
class KillTest {
    private final TestLedger database = TestLedger.create();
    private final UUID patient = UUID.randomUUID();
    private final Random random = new Random(20_261_122);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsWhatAKilledProcessAcknowledged() throws Exception {
        int rounds = Boolean.getBoolean("suwen.long") ? 200 : 3;
        Map<UUID, Long> acknowledged = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            acknowledged.putAll(runAndKill(50 + random.nextInt(1500)));

            try (Ledger ledger = database.open()) {
                acknowledged.forEach((request, index) -> assertThat(ledger.indexOf(request))
                        .as("entry of " + request)
                        .contains(index));
                assertThat(acknowledged.values()).doesNotHaveDuplicates();
                long ofPatient = ledger.countOfPatient(TestKeys.of(patient));
                assertThat(ledger.ofPatient(TestKeys.of(patient), -1, 10_000))
                        .hasSize((int) Math.min(10_000, ofPatient))
                        .isSorted();
            }
            Report report = new LedgerFsck(database.source(), List.of(SIGNER.verifier())).run(done -> {});
            assertThat(report.state()).as(report.text()).isEqualTo(Report.State.VERIFIED);
        }
    }

    private Map<UUID, Long> runAndKill(int acknowledgements) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx256m",
                        "-D" + TestLedger.KEY_PROPERTY + "=" + TestLedger.key(),
                        AppendingProcess.class.getName(),
                        database.url(),
                        database.server().user(),
                        database.server().password(),
                        patient.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<UUID, Long> acknowledged = new HashMap<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 3 && words[0].equals("ack")) {
                    acknowledged.put(UUID.fromString(words[1]), Long.parseLong(words[2]));
                }
                if (acknowledged.size() == acknowledgements) {
                    process.toHandle().destroyForcibly(); // SIGKILL; what is still in the pipe is read to its end
                }
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        assertThat(acknowledged.size()).isGreaterThanOrEqualTo(acknowledgements);
        return acknowledged;
    }
}
