package org.suwen.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.decision.Action;
import org.suwen.decision.ActorKind;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.formats.rulebook.RulebookFiles;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Changes;
import org.suwen.server.access.Eraser;
import org.suwen.server.backup.BackupException;
import org.suwen.server.backup.BackupKeeper;
import org.suwen.server.backup.Backups;
import org.suwen.server.backup.Proof;
import org.suwen.server.backup.Replay;
import org.suwen.server.backup.Restore;
import org.suwen.server.demo.DemoHospital;
import org.suwen.server.erasure.Erasures;
import org.suwen.server.hospital.HospitalFile;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.FactorKind;
import org.suwen.server.intake.IdentitySystems;
import org.suwen.server.intake.Rebuilding;
import org.suwen.server.web.ServerMode;
import org.suwen.vault.FileKeySource;
import org.suwen.vault.KeySource;
import org.suwen.vault.KeySourceException;
import org.suwen.vault.PatientId;

/** Backups that hold no keys, restored with the keys of today: D12, D13, I5. */
class BackupTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private static Path folder;

    private static final SecureRandom RANDOM = new SecureRandom();

    private static Database server;
    private static HikariDataSource origin;
    private static KeySource keys;
    private static Suwen suwen;

    @BeforeAll
    static void fill() throws Exception {
        server = Database.temporary();
        Files.createDirectories(folder.resolve("keys"));
        keys = FileKeySource.create(
                folder.resolve("keys/root.key"), folder.resolve("data"), "correct horse battery".toCharArray(), RANDOM);
        origin = fresh();
        suwen = open(origin);
        fill(suwen);
    }

    private static void fill(Suwen in) {
        new DemoHospital(in, hospital(), CLOCK, new PrintStream(OutputStream.nullOutputStream())).fill();
    }

    @AfterAll
    static void close() {
        suwen.close();
        origin.close();
        server.close();
    }

    private static HospitalFile hospital() {
        return HospitalFile.read(Path.of("../../testdata/hospital"));
    }

    private static HikariDataSource fresh() throws SQLException {
        String name = "backup_" + DATABASES.incrementAndGet();
        execute(server.dataSource(), "CREATE DATABASE " + name);
        HikariDataSource pool = server.beside(name);
        try (Connection connection = pool.getConnection()) {
            Roles.createTables(connection);
        }
        return pool;
    }

    private static Suwen open(DataSource source) {
        Path rules = RulebookFolder.find();
        var rulebook = RulebookFiles.read(rules, List.of(rules.resolve("demo")));
        return Suwen.open(Suwen.Opening.of(source, keys, hospital().institution(), rulebook, CLOCK, RANDOM));
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT patient_id FROM vault_keys.patient_key LIMIT 1")) {
            row.next();
            return row.getString(1);
        }
    }

    private static long number(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Backups.Made made(DataSource from, String name) throws SQLException {
        try (Connection connection = from.getConnection()) {
            return Backups.make(connection, folder.resolve(name), folder.resolve(name + "-keys"), CLOCK.instant());
        }
    }

    private static Restore.Done restored(DataSource into, Backups.Made made) throws SQLException {
        try (Connection connection = into.getConnection()) {
            return Restore.run(connection, made.data(), made.keys());
        }
    }

    private static Optional<Replay.Done> replayed(Suwen in) {
        var services = in.services();
        var core = in.core();
        var rebuilding = new Rebuilding(
                core.vault(), services.cards(), core.opening().institution(), IdentitySystems.standard());
        return new Replay(
                        core.opening().source(),
                        core.ledger(),
                        new Replay.Parts(
                                new Eraser(core.vault(), services.gate(), services.cards()),
                                services.cards(),
                                rebuilding,
                                services.recovery(),
                                services.journal(),
                                services.asks(),
                                List.of(),
                                Set::size))
                .run();
    }

    private static PatientId patient(Suwen in, String record) {
        return in.services().intake().registered(record).orElseThrow();
    }

    private static Caller caller(String id, Role role) {
        return new Caller(
                id,
                role == Role.CONNECTOR ? ActorKind.APP : ActorKind.PERSON,
                role,
                Set.of(FactorKind.PASSWORD, FactorKind.ONE_TIME_CODE),
                "127.0.0.1",
                Duration.ZERO,
                List.of(),
                "test");
    }

    private static List<Path> files(Path under) throws IOException {
        try (Stream<Path> all = Files.walk(under)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aBackupOfDataHoldsNeitherKeysNorIndex() throws Exception {
        Backups.Made made = made(origin, "bare");

        assertThat(files(made.data()))
                .hasSizeGreaterThan(8)
                .noneMatch(file -> file.getFileName().toString().startsWith("vault_"));
        assertThat(files(made.keys()))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("manifest.json", "vault_keys.chain_key.copy", "vault_keys.patient_key.copy");
        byte[] wrapped;
        try (Connection connection = origin.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT record_key FROM vault_keys.patient_key WHERE length(record_key) > 0 LIMIT 1")) {
            row.next();
            wrapped = row.getBytes(1);
        }
        for (Path file : files(made.data())) {
            assertThat(indexOf(Files.readAllBytes(file), wrapped))
                    .as("%s", file)
                    .isNegative();
        }
        assertThat(indexOf(Files.readAllBytes(made.keys().resolve("vault_keys.patient_key.copy")), wrapped))
                .isPositive();
        try (Connection connection = origin.getConnection()) {
            assertThatThrownBy(() -> Backups.make(connection, folder, folder.resolve("below"), CLOCK.instant()))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("keys are not kept with the data");
        }
    }

    private static int indexOf(byte[] text, byte[] part) {
        for (int at = 0; at + part.length <= text.length; at++) {
            if (java.util.Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    @Test
    void anEmptyDatabaseIsFilledAgainAndTheIndexIsMadeAnew() throws Exception {
        Backups.Made made = made(origin, "whole");
        try (HikariDataSource empty = fresh()) {
            Restore.Done done = restored(empty, made);
            assertThat(done.leftOut()).isZero();
            assertThat(number(empty, "SELECT count(*) FROM vault_index.identity_token"))
                    .isZero();

            try (Suwen again = open(empty)) {
                Replay.Done replay = replayed(again).orElseThrow();
                assertThat(replay.indexed()).isPositive();
                assertThat(replayed(again)).isEmpty();
                assertThat(patient(again, "CL0000001")).isEqualTo(patient(suwen, "CL0000001"));
                assertThat(again.core().ledger().status().head().size()).isGreaterThanOrEqualTo(done.ledgerSize());
            }
            for (String table : List.of("vault.resource", "vault_index.row_token", "vault_index.identity_token")) {
                assertThat(number(empty, "SELECT count(*) FROM " + table))
                        .as(table)
                        .isEqualTo(number(origin, "SELECT count(*) FROM " + table));
            }
            assertThat(number(empty, "SELECT count(*) FROM vault_index.care")).isPositive();
        }
    }

    @Test
    void aBackupFromBeforeAnErasureBringsNothingOfThePatientBack() throws Exception {
        try (HikariDataSource own = fresh();
                HikariDataSource empty = fresh()) {
            PatientId patient;
            Backups.Made before;
            try (Suwen one = open(own)) {
                fill(one);
                patient = patient(one, "CL0000003");
                before = made(own, "before");
                erase(one, patient);
            }

            Restore.Done done = restored(own, before);

            assertThat(done.leftOut()).isPositive();
            assertThat(done.entriesSince()).isPositive();
            assertThat(number(own, "SELECT count(*) FROM vault.resource WHERE patient_id = '" + patient + "'"))
                    .isZero();
            try (Suwen again = open(own)) {
                assertThat(replayed(again).orElseThrow().erasedAgain()).isEqualTo(1);
                assertThat(again.services().intake().registered("CL0000003")).isEmpty();
                assertThat(again.services().intake().registered("CL0000001")).isPresent();
            }
            assertThat(restored(empty, before).rows()).isPositive();
            assertThatThrownBy(() -> open(empty).close())
                    .as("with the wrapped keys from before, too")
                    .isInstanceOf(KeySourceException.class)
                    .hasMessageContaining("destroyed");
        }
    }

    private static void erase(Suwen in, PatientId patient) {
        Erasures erasures = ErasureSetup.erasures(
                in, CLOCK, new ErasureSetup.Rest(List.of(), List.of(), List.of("paper"), ServerMode.TEST));
        assertThat(erasures.ask(caller("officer", Role.OFFICER), patient, "the end"))
                .isInstanceOf(Erasures.Asked.Waits.class);
        assertThat(erasures.ask(caller("auditor", Role.AUDITOR), patient, "the end"))
                .isInstanceOf(Erasures.Asked.Done.class);
        assertThat(erasures.finish()).isEqualTo(1);
    }

    @Test
    void aCardThatDidNotComeBackIsReplacedByTheStrictest() throws Exception {
        Backups.Made made = made(origin, "cards");
        try (HikariDataSource own = fresh()) {
            restored(own, made);
            PatientId patient;
            String name;
            try (Suwen one = open(own)) {
                assertThat(replayed(one)).isPresent();
                patient = patient(one, "CL0000002");
                bindWatch(one, patient);
                name = one.services().cards().current(patient).card().person().name();
            }
            execute(own, "DELETE FROM vault.document WHERE patient_id = '" + patient + "'");

            restored(own, made);

            try (Suwen again = open(own)) {
                assertThat(replayed(again).orElseThrow().cardsMended()).isEqualTo(1);
                var card = again.services().cards().current(patient).card();
                assertThat(card.person().name()).isEqualTo(name).isNotEmpty();
                assertThat(card.devices()).isEmpty();
                assertThat(card.consent().options()).isEmpty();
            }
        }
    }

    private static void bindWatch(Suwen in, PatientId patient) {
        var binding = new DeviceBinding("watch", true, false, Set.of("heart-rate"));
        Ask ask = Ask.of(
                caller(DemoHospital.CONNECTOR, Role.CONNECTOR),
                Purpose.COLLECTION,
                Action.UPDATE,
                "card.update",
                UUID.randomUUID());
        var wish = new Changes.Wish(
                EntryType.STAFF,
                "Patient",
                "DEVICE:bound",
                OptionalLong.empty(),
                (card, permit) -> card.withDevices(List.of(binding)));
        assertThat(in.services().changes().make(ask, patient, wish)).isInstanceOf(Changes.Outcome.Done.class);
    }

    @Test
    void aBackupThatIsNotAsItWasMadeIsRefusedAndNothingIsDone() throws Exception {
        Backups.Made made = made(origin, "spoilt");
        Path file = made.data().resolve("vault.document.copy");
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        try (HikariDataSource empty = fresh()) {
            for (byte[] bad : List.of(changed, java.util.Arrays.copyOf(whole, whole.length - 40), new byte[0])) {
                Files.write(file, bad);
                assertThatThrownBy(() -> restored(empty, made)).isInstanceOf(BackupException.class);
            }
            Files.delete(file);
            assertThatThrownBy(() -> restored(empty, made))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("lacks `vault.document.copy`");
            assertThat(number(empty, "SELECT count(*) FROM vault.resource")).isZero();
            assertThat(number(empty, "SELECT count(*) FROM ledger_entry")).isZero();
        }
    }

    @Test
    void anotherOrAShorterLedgerIsNeverReplaced() throws Exception {
        Backups.Made made = made(origin, "other");
        try (HikariDataSource other = fresh()) {
            restored(other, made);
            execute(other, "UPDATE ledger_entry SET leaf = sha256('another') WHERE index = 3");
            assertThatThrownBy(() -> restored(other, made))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("another ledger");
        }
        try (HikariDataSource longer = fresh()) {
            restored(longer, made);
            try (Suwen one = open(longer)) {
                bindWatch(one, new PatientId(UUID.fromString(text(longer))));
            }
            long size = number(longer, "SELECT size FROM ledger_state");
            Restore.Done done = restored(longer, made);
            assertThat(done.entriesSince()).isEqualTo(size - done.ledgerSize()).isPositive();
            assertThat(number(longer, "SELECT size FROM ledger_state")).isEqualTo(size);
        }
    }

    @Test
    void theKeeperMakesProvesCopiesAndTellsWhatIsMissing() throws Exception {
        var moved = new MovingClock();
        Path first = folder.resolve("kept");
        Path second = folder.resolve("kept-elsewhere");
        Path keyFolder = folder.resolve("kept-keys");
        var scratch = new ScratchRestore(server, keys, suwen.core().verifiers(), RANDOM, CLOCK);
        var plan = new BackupKeeper.Plan(List.of(first, second), 2, keyFolder, Duration.ofDays(1), Duration.ofDays(30));
        Proof[] proof = new Proof[1];
        var keeper = new BackupKeeper(origin, plan, moved, made -> proof[0] = scratch.prove(made));
        assertThat(keeper.alerts()).containsExactly("BACKUP_MISSING");

        assertThat(keeper.makeIfDue()).isTrue();
        assertThat(keeper.makeIfDue()).isFalse();

        assertThat(keeper.alerts()).isEmpty();
        assertThat(proof[0].opened()).isGreaterThan(50);
        assertThat(proof[0].entries()).isPositive();
        assertThat(Backups.newestData(second)).isEqualTo(Backups.newestData(first));
        assertThat(number(server.dataSource(), "SELECT count(*) FROM pg_database WHERE datname LIKE 'scratch%'"))
                .isZero();

        moved.by(Duration.ofHours(73));
        assertThat(keeper.alerts()).containsExactly("BACKUP_MISSING");
        var failing = new BackupKeeper(origin, plan, moved, made -> {
            throw new BackupException("it can't be read");
        });
        assertThatThrownBy(failing::makeIfDue).isInstanceOf(BackupException.class);
        assertThat(failing.alerts()).contains("BACKUP_UNPROVEN", "BACKUP_FAILED");
        moved.by(Duration.ofHours(25));
        assertThat(keeper.makeIfDue()).isTrue();
        assertThat(files(keyFolder)).as("keys of 98 hours ago are gone").hasSize(6);
    }

    /** A clock that is put forward. */
    private static final class MovingClock extends Clock {
        private final Clock base = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), java.time.ZoneOffset.UTC);
        private Duration offset = Duration.ZERO;

        void by(Duration more) {
            offset = offset.plus(more);
        }

        @Override
        public java.time.ZoneId getZone() {
            return base.getZone();
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return base.instant().plus(offset);
        }
    }
}
