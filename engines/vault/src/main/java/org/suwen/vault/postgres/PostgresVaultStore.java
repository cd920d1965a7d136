package org.suwen.vault.postgres;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.suwen.vault.Cursor;
import org.suwen.vault.Glance;
import org.suwen.vault.PastVersion;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Seen;
import org.suwen.vault.Token;
import org.suwen.vault.UnsafeDatabaseException;
import org.suwen.vault.VaultStore;

/**
 * The vault's tables in PostgreSQL 16 to 18.
 *
 * <p>Connections come from the given source, which pools them or not; each is handed back in auto-commit mode. Changes run
 * at READ COMMITTED: every one that names a patient first holds his key row, so his changes run one after the other.
 */
public final class PostgresVaultStore implements VaultStore {
    private static final int OLDEST = 160_000;
    private static final int BEYOND_NEWEST = 190_000;
    private static final Map<String, String> SAFE = Map.of("fsync", "on", "full_page_writes", "on");

    private final PatientSql patients;
    private final EpochSql epochs;
    private final RowSql rows;
    private final DocumentSql documents;
    private final TokenSql tokens;
    private final GlanceSql glances;

    private PostgresVaultStore(Transactions transactions) {
        this.patients = new PatientSql(transactions);
        this.epochs = new EpochSql(transactions);
        this.rows = new RowSql(transactions);
        this.documents = new DocumentSql(transactions);
        this.tokens = new TokenSql(transactions);
        this.glances = new GlanceSql(transactions);
    }

    /** Opens the tables that {@link VaultSchema} made; throws {@link UnsafeDatabaseException} where commits may be lost. */
    public static PostgresVaultStore open(DataSource source) {
        Transactions transactions = new Transactions(source);
        int version = Integer.parseInt(setting(transactions, "server_version_num"));
        if (version < OLDEST || version >= BEYOND_NEWEST) {
            throw new UnsafeDatabaseException("PostgreSQL `" + version + "` is not among 16 to 18");
        }
        SAFE.forEach((name, safe) -> check(name, setting(transactions, name).equals(safe)));
        check("synchronous_commit", !setting(transactions, "synchronous_commit").equals("off"));
        return new PostgresVaultStore(transactions);
    }

    private static void check(String setting, boolean safe) {
        if (!safe) {
            throw new UnsafeDatabaseException(
                    "`" + setting + "` is off, so acknowledged writes may be lost; turn it on");
        }
    }

    private static String setting(Transactions transactions, String name) {
        return transactions.one("tell a setting", connection -> {
            try (Query query = new Query(connection, "SELECT current_setting(?)")) {
                return query.with((Object) name)
                        .first(row -> row.getString(1))
                        .orElseThrow(() -> new SQLException("no such setting"));
            }
        });
    }

    @Override
    public void addKey(WrappedKey key) {
        patients.addKey(key);
    }

    @Override
    public List<WrappedKey> keys() {
        return patients.keys();
    }

    @Override
    public boolean enrol(PatientId patient, WrappedPatientKeys keys, LocalDate day) {
        return epochs.enrol(patient, keys, day);
    }

    @Override
    public void dropKey(String purpose, int number) {
        epochs.dropKey(purpose, number);
    }

    @Override
    public List<KeptKeys> keysBefore(int epoch, PatientId after, int limit) {
        return epochs.keysBefore(epoch, after, limit);
    }

    @Override
    public void rewrap(int epoch, List<Rewrapped> keys) {
        epochs.rewrap(epoch, keys);
    }

    @Override
    public boolean retireEpoch(int number) {
        return epochs.retire(number);
    }

    @Override
    public Optional<WrappedPatientKeys> patientKeys(PatientId patient) {
        return patients.patientKeys(patient);
    }

    @Override
    public void purge(PatientId patient, boolean keepLogKey, LocalDate day) {
        patients.purge(patient, keepLogKey, day);
    }

    @Override
    public void write(long entryIndex, SealedWrite write, LocalDate day) {
        rows.write(entryIndex, write, day);
    }

    @Override
    public void relabel(SealedWrite write) {
        rows.relabel(write);
    }

    @Override
    public boolean isApplied(long entryIndex) {
        return rows.isApplied(entryIndex);
    }

    @Override
    public Optional<Sealed> locate(Token row) {
        return rows.locate(row);
    }

    @Override
    public Seen look(Glance glance) {
        return glances.look(glance);
    }

    @Override
    public Optional<PastVersion> locateVersion(Token row, long version) {
        return rows.locateVersion(row, version);
    }

    @Override
    public List<PastVersion> versions(PatientId patient, Optional<Token> type, Optional<Token> row, int limit) {
        return rows.versions(patient, type, row, limit);
    }

    @Override
    public List<Sealed> list(Selection selection, Cursor cursor, int limit, boolean bodies) {
        return rows.list(selection, cursor, limit, bodies);
    }

    @Override
    public long count(Selection selection) {
        return rows.count(selection);
    }

    @Override
    public List<Sealed> rowsOfEncounter(PatientId patient, Token encounter, int limit) {
        return rows.rowsOfEncounter(patient, encounter, limit);
    }

    @Override
    public List<SealedClass> classes(PatientId patient) {
        return rows.classes(patient);
    }

    @Override
    public Optional<SealedDocument> document(PatientId patient, Token kind, long version) {
        return documents.document(patient, kind, version);
    }

    @Override
    public void putDocument(PatientId patient, SealedDocument document) {
        documents.put(patient, document);
    }

    @Override
    public Optional<SealedDocument> directoryDocument(Token kind, Token key) {
        return documents.directoryDocument(kind, key);
    }

    @Override
    public List<SealedDocument> directoryDocuments(Token kind, Token after, int limit) {
        return documents.directoryDocuments(kind, after, limit);
    }

    @Override
    public void putDirectoryDocument(SealedDocument document) {
        documents.putDirectoryDocument(document);
    }

    @Override
    public void deleteDirectoryDocument(Token kind, Token key, long version) {
        documents.deleteDirectoryDocument(kind, key, version);
    }

    @Override
    public Optional<PatientId> find(Token identity) {
        return tokens.find(identity);
    }

    @Override
    public boolean bind(PatientId patient, Token identity) {
        return tokens.bind(patient, identity);
    }

    @Override
    public void unbind(PatientId patient, Token identity) {
        tokens.unbind(patient, identity);
    }

    @Override
    public void relate(PatientId patient, Token unit) {
        tokens.relate(patient, unit);
    }

    @Override
    public void unrelate(PatientId patient, Token unit) {
        tokens.unrelate(patient, unit);
    }

    @Override
    public List<PatientId> related(Token unit, PatientId after, int limit) {
        return tokens.related(unit, after, limit);
    }

    @Override
    public List<PatientId> everyone(PatientId after, int limit) {
        return tokens.everyone(after, limit);
    }
}
