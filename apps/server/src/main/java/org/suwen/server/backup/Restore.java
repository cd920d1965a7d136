package org.suwen.server.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Restores a backup of data into a database, in one transaction, as its owner.
 *
 * <p>What the database still holds and is newer stays: the ledger when it is as long or longer and the same history, the
 * directory when there is one, and versions of rows and documents that came after the backup. So a restore mends what was
 * lost or spoilt and takes nothing back. Rows of a patient who was erased, or whose keys are not in the key store, are left
 * out. The server that starts next brings the rest up to date before it serves, by {@link Replay} (D13).
 */
public final class Restore {

    private static final String RESOURCE_COLUMNS =
            "patient_id, version, entry_index, written, key_epoch, row_token, type_token, class_token, encounter_token,"
                    + " header, body";

    /** How each table takes its rows in; {@code %s} stands for the rows of the backup. */
    private static final Map<String, String> MERGES = Map.of(
            "vault.resource",
            "INSERT INTO vault.resource (" + RESOURCE_COLUMNS + ") SELECT " + RESOURCE_COLUMNS + " FROM %s"
                    + " ON CONFLICT (patient_id, row_token) DO UPDATE SET version = excluded.version,"
                    + " entry_index = excluded.entry_index, written = excluded.written, key_epoch = excluded.key_epoch,"
                    + " header = excluded.header, body = excluded.body WHERE resource.version <= excluded.version",
            "vault.resource_history",
            "INSERT INTO vault.resource_history (" + RESOURCE_COLUMNS + ") SELECT " + RESOURCE_COLUMNS + " FROM %s"
                    + " ON CONFLICT (patient_id, row_token, version) DO UPDATE SET header = excluded.header,"
                    + " body = excluded.body",
            "vault.decision_class",
            "INSERT INTO vault.decision_class SELECT * FROM %s ON CONFLICT (patient_id, class_token)"
                    + " DO UPDATE SET sealed = excluded.sealed",
            "vault.document",
            "INSERT INTO vault.document SELECT * FROM %s ON CONFLICT (patient_id, kind_token, version)"
                    + " DO UPDATE SET sealed = excluded.sealed",
            "vault.applied",
            "INSERT INTO vault.applied SELECT * FROM %s ON CONFLICT DO NOTHING",
            "vault.directory_document",
            "INSERT INTO vault.directory_document SELECT * FROM %s"
                    + " WHERE NOT EXISTS (SELECT 1 FROM vault.directory_document) ON CONFLICT DO NOTHING");

    private static final List<String> OF_PATIENTS = List.of(
            "vault.resource", "vault.resource_history", "vault.decision_class", "vault.document", "vault.applied");

    private final Connection connection;
    private final Path folder;
    private final Manifest manifest;

    private Restore(Connection connection, Path folder) {
        this.connection = connection;
        this.folder = folder;
        this.manifest = Manifest.read(folder);
    }

    /**
     * What a restore did.
     *
     * @param ledgerSize how many entries the backup's ledger had
     * @param entriesSince how many the database's ledger has beyond them
     * @param rows how many rows of patients came in
     * @param leftOut how many rows of erased or unknown patients did not
     */
    public record Done(Path backup, long ledgerSize, long entriesSince, long rows, long leftOut) {}

    /**
     * Restores the newest backup under {@code data} (or that very one); wrapped keys come from {@code keys} when the
     * database has none.
     *
     * @throws BackupException when the backup is not whole, or the database holds another history
     */
    public static Done run(Connection connection, Path data, Path keys) {
        Path folder = Backups.newest(data, Part.DATA)
                .orElseThrow(() -> new BackupException("there is no whole backup of data in `" + data + "`"));
        try {
            connection.setAutoCommit(false);
            try {
                Restore restore = new Restore(connection, folder);
                restore.keys(keys);
                restore.ledger();
                Done done = restore.data();
                connection.commit();
                return done;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException | IOException failed) {
            throw new BackupException("the backup `" + folder + "` can't be restored: " + failed.getMessage(), failed);
        }
    }

    /** The database's own keys go on; a backup's would bring erased patients' wrapped keys back. */
    private void keys(Path root) throws SQLException, IOException {
        if (number("SELECT count(*) FROM vault_keys.chain_key") > 0) {
            return;
        }
        Path from = Backups.newest(root, Part.KEYS)
                .orElseThrow(() -> new BackupException(
                        "the database has no key store, and there is no backup of one in `" + root + "`"));
        Manifest kept = Manifest.read(from);
        for (Manifest.Table table : kept.files()) {
            long unused = load(from, table, table.name());
        }
    }

    /** Never a shorter ledger, never another one (D13). */
    private void ledger() throws SQLException, IOException {
        if (number("SELECT size FROM ledger_state") > 0) {
            sameHistory();
            return;
        }
        execute("DELETE FROM public.ledger_state");
        for (Manifest.Table table : manifest.files()) {
            if (table.name().startsWith("public.")) {
                long unused = load(folder, table, table.name());
            }
        }
    }

    private void sameHistory() throws SQLException, IOException {
        Manifest.Table entries = manifest.files().stream()
                .filter(each -> each.name().equals("public.ledger_entry"))
                .findFirst()
                .orElseThrow(() -> new BackupException("the backup `" + folder + "` holds no ledger"));
        stage(entries);
        long different =
                number("SELECT count(*) FROM staged_ledger_entry s LEFT JOIN public.ledger_entry e USING (index)"
                        + " WHERE e.leaf IS DISTINCT FROM s.leaf");
        String origin = text("SELECT origin FROM ledger_state");
        if (different > 0 || !origin.equals(manifest.origin())) {
            throw new BackupException("the database holds another ledger than the backup `" + folder
                    + "`, or a shorter one: restore into an empty database, or take the backup of this ledger");
        }
    }

    private Done data() throws SQLException, IOException {
        boolean hadDirectory = number("SELECT count(*) FROM vault.directory_document") > 0;
        long rows = 0;
        long leftOut = 0;
        for (Manifest.Table table : manifest.files()) {
            String merge = MERGES.get(table.name());
            if (merge != null) {
                stage(table);
                String staged = staged(table.name());
                if (OF_PATIENTS.contains(table.name())) {
                    leftOut += update(
                            "DELETE FROM " + staged + " s WHERE NOT EXISTS (SELECT 1 FROM vault_keys.patient_key k"
                                    + " WHERE k.patient_id = s.patient_id AND k.erased IS NULL AND length(k.record_key) > 0)");
                }
                rows += update(merge.formatted(staged));
            } else if (table.name().startsWith("vault.")) {
                throw new BackupException("the backup holds `" + table.name() + "`, which this version does not know");
            }
        }
        execute("INSERT INTO vault_index.row_token SELECT row_token, patient_id FROM vault.resource"
                + " ON CONFLICT (row_token) DO NOTHING");
        execute("INSERT INTO vault.restored (one, ledger_size, directory) VALUES (true, " + manifest.ledgerSize() + ", "
                + !hadDirectory + ") ON CONFLICT (one) DO UPDATE SET ledger_size ="
                + " least(restored.ledger_size, excluded.ledger_size),"
                + " directory = restored.directory OR excluded.directory");
        long since = number("SELECT size FROM ledger_state") - manifest.ledgerSize();
        return new Done(folder, manifest.ledgerSize(), since, rows, leftOut);
    }

    private static String staged(String table) {
        return "staged_" + table.substring(table.indexOf('.') + 1);
    }

    private void stage(Manifest.Table table) throws SQLException, IOException {
        String staged = staged(table.name());
        execute("CREATE TEMPORARY TABLE " + staged + " (LIKE " + table.name() + ") ON COMMIT DROP");
        long unused = load(folder, table, staged);
    }

    /** Loads a table's file; refuses one that is not as the manifest says. */
    private long load(Path from, Manifest.Table table, String into) throws SQLException, IOException {
        MessageDigest digest = Backups.sha256();
        Path file = from.resolve(table.file());
        if (!Files.isRegularFile(file)) {
            throw new BackupException("the backup `" + from + "` lacks `" + table.file() + "`");
        }
        long rows;
        try (InputStream in = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest)) {
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + into + " FROM STDIN (FORMAT binary)", in);
            in.skipNBytes(in.available());
        }
        if (rows != table.rows() || !HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
            throw new BackupException("`" + table.file() + "` of the backup `" + from + "` was changed or cut short");
        }
        return rows;
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private long update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
