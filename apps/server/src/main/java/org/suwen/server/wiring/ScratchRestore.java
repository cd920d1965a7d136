package org.suwen.server.wiring;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.postgres.LedgerFsck;
import org.suwen.ledger.verify.Report;
import org.suwen.server.backup.Backups;
import org.suwen.server.backup.Proof;
import org.suwen.server.backup.Restore;
import org.suwen.vault.ClassEntry;
import org.suwen.vault.Cursor;
import org.suwen.vault.KeySource;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;
import org.suwen.vault.VaultOptions;
import org.suwen.vault.postgres.PostgresVaultStore;

/**
 * Proves a backup by restoring it into a database that exists for that alone: the ledger is checked whole, and rows of some
 * patients are opened with the keys of today (STO-30).
 */
final class ScratchRestore {

    private static final int PATIENTS = 20;
    private static final int ROWS = 50;

    private final Database database;
    private final KeySource keys;
    private final List<NoteVerifier> verifiers;
    private final SecureRandom random;
    private final Clock clock;

    ScratchRestore(Database database, KeySource keys, List<NoteVerifier> verifiers, SecureRandom random, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.verifiers = List.copyOf(verifiers);
        this.random = random;
        this.clock = clock;
    }

    Proof prove(Backups.Made made) {
        long began = System.nanoTime();
        byte[] chance = new byte[6];
        random.nextBytes(chance);
        String name = "scratch_" + HexFormat.of().formatHex(chance);
        owner("CREATE DATABASE " + name);
        try (HikariDataSource scratch = database.ownedBeside(name)) {
            Restore.Done done;
            try (Connection connection = scratch.getConnection()) {
                Roles.createTables(connection);
                done = Restore.run(connection, made.data(), made.keys());
            }
            Report report = new LedgerFsck(scratch, verifiers).run(checked -> {});
            if (report.state() == Report.State.BROKEN) {
                throw new IllegalStateException("the ledger in the backup is broken: " + report);
            }
            long opened = opened(scratch);
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Proof(clock.instant(), done.rows(), opened, done.ledgerSize(), seconds);
        } catch (SQLException failed) {
            throw new IllegalStateException("the backup can't be tried: " + failed.getMessage(), failed);
        } finally {
            owner("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }

    private long opened(HikariDataSource scratch) {
        Vault vault = Vault.open(PostgresVaultStore.open(scratch), keys, new VaultOptions(random, clock));
        long opened = 0;
        for (PatientId patient : vault.living(new PatientId(new UUID(0, 0)), PATIENTS)) {
            var classes = vault.classes(patient).stream().map(ClassEntry::token).collect(Collectors.toSet());
            opened += vault.list(patient, Optional.empty(), classes, Cursor.start(), ROWS).rows().stream()
                    .map(vault::open)
                    .count();
        }
        return opened;
    }

    private void owner(String sql) {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "a scratch database can't be made or removed: " + failed.getMessage(), failed);
        }
    }
}
