package org.suwen.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.suwen.ledger.TestLedger.ORIGIN;
import static org.suwen.ledger.TestLedger.SIGNER;
import static org.suwen.ledger.TestLedger.plain;
import static org.suwen.ledger.TestLedger.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.ledger.merkle.CompactRange;
import org.suwen.ledger.note.Ed25519Signer;
import org.suwen.ledger.postgres.LedgerFsck;
import org.suwen.ledger.postgres.PostgresLedgerReader;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Report.State;
import org.suwen.ledger.verify.TileExport;
import org.suwen.ledger.verify.TileFolder;
import org.suwen.ledger.verify.Trust;

/** I6: what is changed behind the ledger's back is found, and where. */
class DamageTest {
    private static final int SIZE = 600; // two full tiles and a partial one
    private static final Trust KEY = Trust.of(SIGNER.verifier());

    private final TestLedger database = TestLedger.create();

    @AfterEach
    void close() {
        database.close();
    }

    private Optional<Checkpoint> middle = Optional.empty();

    @BeforeEach
    void fill() throws Exception {
        append(SIZE / 2);
        try (Ledger ledger = database.open()) {
            middle = Optional.of(ledger.checkpoint());
        }
        append(SIZE / 2);
    }

    private void append(int count) throws Exception {
        try (Ledger ledger = database.open()) {
            LedgerTest.inParallel(8, caller -> {
                for (int i = caller; i < count; i += 8) {
                    ledger.append(i % 3 == 0 ? plain(UUID.randomUUID()) : read(UUID.randomUUID(), 0));
                }
            });
        }
    }

    private Report verify(Trust trust) {
        return new LedgerVerifier(new PostgresLedgerReader(database.source()), trust).verify(done -> {});
    }

    private Report fsck() {
        return new LedgerFsck(database.source(), List.of(SIGNER.verifier())).run(done -> {});
    }

    private static void assertBroken(Report report, long position) {
        assertThat(report.state()).as(report.text()).isEqualTo(State.BROKEN);
        assertThat(report.broken().orElseThrow().position()).as(report.text()).hasValue(position);
    }

    @Test
    void findsASoundLedgerSound() {
        assertThat(middle.orElseThrow().size()).isEqualTo(SIZE / 2);
        assertThat(verify(KEY.withPinned(middle.orElseThrow())).text())
                .startsWith("verified (600 entries)")
                .contains("`600` entries, each against its leaf hash")
                .contains("the first `300` entries are those of the pinned checkpoint");
        assertThat(verify(KEY).text()).contains("not checked: the history: no earlier checkpoint is pinned");
        assertThat(verify(Trust.NOTHING).state()).isEqualTo(State.SELF_CONSISTENT_ONLY);
        assertThat(fsck().state()).as(fsck().text()).isEqualTo(State.VERIFIED);
    }

    @Test
    void namesTheEntryWithAChangedByte() {
        for (long position : new long[] {100, 400, 599}) { // a full tile, the next one, the partial one
            String flip = "UPDATE ledger_entry SET bytes = set_byte(bytes, 70, get_byte(bytes, 70) # 1) WHERE index = ";
            database.execute(flip + position);

            assertBroken(verify(Trust.NOTHING), position);
            assertBroken(fsck(), position);
            database.execute(flip + position);
        }
        assertThat(fsck().state()).isEqualTo(State.VERIFIED);
    }

    @Test
    void namesTheEntryThatIsGone() {
        for (long position : new long[] {0, 300, 599}) {
            database.execute("CREATE TABLE kept AS SELECT * FROM ledger_entry WHERE index = " + position);
            database.execute("DELETE FROM ledger_entry WHERE index = " + position);

            assertBroken(verify(Trust.NOTHING), position);
            assertBroken(fsck(), position);
            database.execute("INSERT INTO ledger_entry SELECT * FROM kept; DROP TABLE kept");
        }
    }

    @Test
    void namesTheFirstOfTwoSwappedEntries() {
        database.execute("UPDATE ledger_entry SET index = CASE index WHEN 200 THEN 1000201 ELSE 1000200 END"
                + " WHERE index IN (200, 201); UPDATE ledger_entry SET index = index - 1000000 WHERE index >= 1000000");

        assertBroken(verify(Trust.NOTHING), 200);
        assertBroken(fsck(), 200);
    }

    @Test
    void saysAfterWhichCheckpointTwoEntriesOfTheUnfinishedTileWereSwapped() {
        database.execute("UPDATE ledger_entry SET index = CASE index WHEN 597 THEN 1000599 ELSE 1000597 END"
                + " WHERE index IN (597, 599); UPDATE ledger_entry SET index = index - 1000000"
                + " WHERE index >= 1000000");

        assertThat(verify(KEY.withPinned(middle.orElseThrow())).state()).isEqualTo(State.BROKEN);
        assertThat(fsck().state()).isEqualTo(State.BROKEN);
        assertThat(fsck().broken().orElseThrow().position().orElseThrow()).isBetween(300L, 600L);
    }

    @Test
    void namesAChangedEntryWhoseLeafHashWasChangedToo() {
        database.execute(
                "UPDATE ledger_entry SET bytes = set_byte(bytes, 70, get_byte(bytes, 70) # 1) WHERE index = 333");
        database.execute("UPDATE ledger_entry SET leaf = sha256('\\x00'::bytea || bytes) WHERE index = 333");

        assertBroken(verify(KEY), 333); // the stored tile still knows
        assertThat(fsck().state()).isEqualTo(State.BROKEN);
    }

    @Test
    void findsARewrittenHistoryThroughThePinnedCheckpoint() throws Exception {
        try (TestLedger other = TestLedger.create()) {
            try (Ledger forged = other.open()) {
                for (int i = 0; i < 310; i++) {
                    forged.append(plain(UUID.randomUUID()));
                }
            }
            PostgresLedgerReader reader = new PostgresLedgerReader(other.source());

            assertThat(new LedgerVerifier(reader, KEY).verify(done -> {}).state())
                    .isEqualTo(State.VERIFIED);
            Report report = new LedgerVerifier(reader, KEY.withPinned(middle.orElseThrow())).verify(done -> {});
            assertBroken(report, 0);
            assertThat(report.text()).contains("history was changed");
        }
    }

    @Test
    void findsACutTailThroughThePinnedCheckpoint() throws Exception {
        Checkpoint full;
        try (Ledger ledger = database.open()) {
            full = ledger.checkpoint();
        }
        rollBackTo(middle.orElseThrow());

        assertThat(verify(KEY).state()).isEqualTo(State.VERIFIED); // perfectly cut: nobody inside can see it
        assertBroken(verify(KEY.withPinned(full)), 300);
        LedgerConfig pinned = database.config().withOpening(new LedgerConfig.Opening(false, Optional.of(full), false));
        assertThatThrownBy(() -> Ledger.open(pinned))
                .isInstanceOfSatisfying(
                        LedgerDamagedException.class,
                        e -> assertThat(e.position()).isEqualTo(300));
    }

    /** As restoring an older backup would. */
    private void rollBackTo(Checkpoint checkpoint) {
        CompactRange rebuilt = CompactRange.empty();
        try (Ledger ledger = database.open()) {
            for (Entry entry : ledger.entriesFrom(0, (int) checkpoint.size())) {
                rebuilt.append(entry.leafHash(), (height, index, hash) -> {});
            }
        }
        StringBuilder hex = new StringBuilder();
        rebuilt.hashes().forEach(hex::append);
        long size = checkpoint.size();
        database.execute("DELETE FROM ledger_entry WHERE index >= " + size);
        database.execute("DELETE FROM ledger_token WHERE entry >= " + size);
        database.execute("DELETE FROM ledger_checkpoint WHERE size > " + size);
        database.execute("DELETE FROM ledger_tile WHERE (index + 1) * 256 > " + size);
        database.execute("UPDATE ledger_state SET size = " + size + ", root = '\\x" + checkpoint.root()
                + "', range = '\\x" + hex + "'");
    }

    @Test
    void signsNothingForATreeShorterThanItsCheckpoint() throws Exception {
        Checkpoint full;
        try (Ledger ledger = database.open()) {
            full = ledger.checkpoint();
        }
        rollBackTo(middle.orElseThrow());
        database.execute("INSERT INTO ledger_checkpoint VALUES (600, '" + full.text() + "')");

        assertThatThrownBy(database::open)
                .isInstanceOfSatisfying(
                        LedgerDamagedException.class,
                        e -> assertThat(e.position()).isEqualTo(300))
                .hasMessageContaining("its tail is cut");
        assertBroken(fsck(), 300);
    }

    @Test
    void opensOnlyOverAnUnchangedTail() {
        database.execute(
                "UPDATE ledger_entry SET bytes = set_byte(bytes, 70, get_byte(bytes, 70) # 1) WHERE index = 590");
        assertDamaged(590);
        database.execute(
                "UPDATE ledger_entry SET bytes = set_byte(bytes, 70, get_byte(bytes, 70) # 1) WHERE index = 590");
        database.execute(
                "UPDATE ledger_tile SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE index = 1");
        assertDamaged(0);
        database.execute(
                "UPDATE ledger_tile SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE index = 1");
        database.execute("UPDATE ledger_state SET root = sha256('x')");
        assertDamaged(0);
    }

    private void assertDamaged(long position) {
        assertThatThrownBy(database::open)
                .isInstanceOfSatisfying(
                        LedgerDamagedException.class,
                        e -> assertThat(e.position()).isEqualTo(position));
    }

    @Test
    void refusesACheckpointOfAnotherKey() {
        Ed25519Signer other = new Ed25519Signer(ORIGIN, Ed25519Signer.generate(new SecureRandom()));
        LedgerConfig config = database.config();
        LedgerConfig foreign = LedgerConfig.of(ORIGIN, config.store(), other, config.auditKeys(), config.rim());

        assertThatThrownBy(() -> Ledger.open(foreign)).isInstanceOf(LedgerDamagedException.class);
        assertThat(verify(Trust.of(other.verifier())).state()).isEqualTo(State.BROKEN);
    }

    @Test
    void fsckFindsAMissingTokenAndAChangedState() {
        database.execute(
                "CREATE TABLE kept AS SELECT * FROM ledger_token WHERE entry = (SELECT max(entry) FROM ledger_token)");
        database.execute("DELETE FROM ledger_token WHERE entry = (SELECT entry FROM kept)");
        assertBroken(fsck(), database.ask("SELECT entry FROM kept"));

        database.execute("INSERT INTO ledger_token SELECT * FROM kept");
        database.execute("INSERT INTO ledger_token VALUES ('\\x00112233445566778899aabbccddeeff', 5)");
        assertThat(fsck().state()).isEqualTo(State.BROKEN);
    }

    @Test
    void exportsAFolderThatAnyoneCanVerify(@TempDir Path folder) throws IOException {
        new TileExport(new PostgresLedgerReader(database.source()), folder, true).write(done -> {});
        new TileExport(new PostgresLedgerReader(database.source()), folder, true).write(done -> {}); // adds nothing
        Trust trust = KEY.withPinned(middle.orElseThrow());

        assertThat(new LedgerVerifier(new TileFolder(folder), trust)
                        .verify(done -> {})
                        .state())
                .isEqualTo(State.VERIFIED);
        Path bundle = folder.resolve("tile/entries/001");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[2 + 514 + 50] ^= 1;
        Files.write(bundle, bytes);
        Report report = new LedgerVerifier(new TileFolder(folder), trust).verify(done -> {});
        assertThat(report.state()).isEqualTo(State.BROKEN);
        assertThat(report.broken().orElseThrow().position().orElseThrow()).isBetween(256L, 258L);
    }

    @Test
    void exportsHashesAloneForThePublic(@TempDir Path folder) {
        new TileExport(new PostgresLedgerReader(database.source()), folder, false).write(done -> {});

        assertThat(folder.resolve("tile/entries")).doesNotExist();
        assertThat(new LedgerVerifier(new TileFolder(folder), KEY)
                        .verify(done -> {})
                        .text())
                .startsWith("verified")
                .contains("not checked: the entries: the ledger gives its hashes only");
    }
}
