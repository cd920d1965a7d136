package org.suwen.ledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Draft;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Guard;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.LogKeys;
import org.suwen.ledger.Subject;
import org.suwen.ledger.TestLedger;
import org.suwen.ledger.postgres.PostgresLedgerReader;
import org.suwen.ledger.postgres.PostgresTokenRuns;
import org.suwen.ledger.tokens.TokenMapKeeper;
import org.suwen.ledger.tokens.TokenMaps;
import org.suwen.ledger.tokens.TokenRuns;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;

/** A patient's list is complete or refused (D20). */
class PatientListTest {
    private static final int READS = 7;
    private static final byte[] KEY = "the token key of this test, 32 B".getBytes(StandardCharsets.US_ASCII);
    private static final Trust TRUST = Trust.of(TestLedger.SIGNER.verifier());

    private static TestLedger database;
    private static Ledger ledger;
    private static TokenMaps maps;
    private static TokenRuns.Entered entered;
    private static Map<String, byte[]> list;

    /** Keys whose tokens follow from a key that the patient is given. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Keys(byte[] key) implements LogKeys {
        @Override
        public byte[] token(long n) {
            return PatientToken.of(key, n);
        }

        @Override
        public byte[] seal(byte[] content, byte[] context) {
            return content.clone();
        }
    }

    @BeforeAll
    static void fill() throws IOException {
        database = TestLedger.create();
        ledger = database.open();
        UUID patient = UUID.randomUUID();
        Random random = new Random(1);
        for (int i = 0; i < 600; i++) {
            boolean ours = i % 90 == 50;
            ledger.append(ours ? read(patient, KEY) : other(random));
        }
        maps = new TokenMaps(TestLedger.ORIGIN, new PostgresTokenRuns(database.source()));
        TokenMapKeeper keeper =
                new TokenMapKeeper(ledger, maps, new PostgresTokenRuns(database.source()), UUID::randomUUID);
        entered = keeper.enter();
        assertThat(keeper.enter()).isEqualTo(entered); // nothing new, no new entry
        list = read(pack());
    }

    @AfterAll
    static void close() {
        ledger.close();
        database.close();
    }

    private static Draft read(UUID patient, byte[] key) {
        return TestLedger.about(
                EntryType.READ, UUID.randomUUID(), new Subject(patient, 0, Guard.RELEASE, new Keys(key)));
    }

    private static Draft other(Random random) {
        byte[] key = new byte[PatientToken.KEY_BYTES];
        random.nextBytes(key);
        return random.nextBoolean() ? TestLedger.plain(UUID.randomUUID()) : read(UUID.randomUUID(), key);
    }

    private static Checkpoint signed() {
        Checkpoint checkpoint = ledger.checkpoint();
        while (checkpoint.size() <= entered.entry()) {
            Thread.onSpinWait();
            checkpoint = ledger.checkpoint();
        }
        return checkpoint;
    }

    private static byte[] pack() throws IOException {
        var out = new ByteArrayOutputStream();
        try (EvidenceWriter writer = new EvidenceWriter(out)) {
            var patient = new PatientList.Patient(new Keys(KEY), KEY, entry -> Optional.empty());
            assertThat(new PatientList(ledger, maps).write(writer, patient, entered, signed()))
                    .isEqualTo(READS);
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> read(byte[] zip) throws IOException {
        return new TreeMap<>(PackageFiles.read(new ByteArrayInputStream(zip)).all());
    }

    private static Report verify(Map<String, byte[]> files, Trust trust) throws IOException {
        var out = new ByteArrayOutputStream();
        try (EvidenceWriter writer = new EvidenceWriter(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                writer.file(file.getKey(), file.getValue());
            }
        }
        return new EvidenceVerifier(PackageFiles.read(new ByteArrayInputStream(out.toByteArray())), trust).verify();
    }

    private static List<Long> indexes() {
        return list.keySet().stream()
                .filter(path -> path.endsWith(".entry"))
                .map(path -> Long.parseLong(path.replaceAll("[^0-9]", "")))
                .sorted()
                .toList();
    }

    @Test
    void isCompleteAsItWasWritten() throws IOException {
        Report report = verify(list, TRUST);

        assertThat(report.state()).as(report.text()).isEqualTo(Report.State.VERIFIED);
        assertThat(report.text()).contains("the list is complete: these `7` entries");
        assertThat(report.text(Report.Language.CHINESE)).contains("清单完整");
        assertThat(verify(list, Trust.NOTHING).state()).isEqualTo(Report.State.SELF_CONSISTENT_ONLY);
    }

    @Test
    void isRefusedWhenAnyOneAccessIsLeftOut() throws IOException {
        for (long index : indexes()) {
            Map<String, byte[]> without = new TreeMap<>(list);
            without.keySet().removeIf(path -> path.startsWith("entries/" + index + "."));

            assertThat(verify(without, TRUST).state()).as("without " + index).isEqualTo(Report.State.BROKEN);
        }
    }

    @Test
    void isRefusedWhenTheLastIsLeftOutAndTheCountLowered() throws IOException {
        long last = indexes().get(READS - 1);
        Map<String, byte[]> shorter = new TreeMap<>(list);
        shorter.keySet().removeIf(path -> path.startsWith("entries/" + last + "."));
        replace(shorter, "completeness", "count 7", "count 6");

        Report report = verify(shorter, TRUST);

        assertThat(report.broken().orElseThrow().message()).startsWith("the list is not complete");
    }

    @Test
    void isRefusedWithAnotherKeyOrMapOrText() throws IOException {
        Map<String, byte[]> otherKey = new TreeMap<>(list);
        byte[] key = KEY.clone();
        key[0] ^= 1;
        replace(otherKey, "completeness", base64(KEY), base64(key));
        Map<String, byte[]> otherMap = new TreeMap<>(list);
        replace(otherMap, "token-map", "0 256 ", "0 256 1");
        Map<String, byte[]> otherText = new TreeMap<>(list);
        String path = "entries/" + indexes().getFirst() + ".open";
        String account = new String(list.get(path), StandardCharsets.US_ASCII).split("[ \n]")[3];
        replace(
                otherText,
                path,
                account,
                base64(TestLedger.plain(UUID.randomUUID()).content()) + "AAAA");

        assertThat(verify(otherKey, TRUST).state()).isEqualTo(Report.State.BROKEN);
        assertThat(verify(otherMap, TRUST).state()).isEqualTo(Report.State.BROKEN);
        assertThat(verify(otherText, TRUST).broken().orElseThrow().message()).contains("is not what was sealed in it");
    }

    @Test
    void isRefusedWhenAnyFileOfTheProofChanges() throws IOException {
        Random random = new Random(7);
        for (String path : list.keySet()) {
            for (int i = 0; i < 5; i++) {
                byte[] changed = list.get(path).clone();
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
                Map<String, byte[]> files = new TreeMap<>(list);
                files.put(path, changed);

                assertThat(verify(files, TRUST).state()).as(path).isEqualTo(Report.State.BROKEN);
            }
        }
    }

    @Test
    void theWholeLedgersCheckRecomputesTheMap() {
        var report = new LedgerVerifier(new PostgresLedgerReader(database.source()), TRUST).verify(done -> {});

        assertThat(report.state()).as(report.text()).isEqualTo(Report.State.VERIFIED);
        assertThat(report.text()).contains("`1` token maps, each recomputed");
    }

    private static String base64(byte[] bytes) {
        return java.util.Base64.getEncoder().encodeToString(bytes);
    }

    private static void replace(Map<String, byte[]> files, String path, String from, String to) {
        String text = new String(files.get(path), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(path, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }
}
