package org.suwen.vault.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.suwen.vault.EntryAppliedException;
import org.suwen.vault.IdentityTakenException;
import org.suwen.vault.PatientId;
import org.suwen.vault.Token;
import org.suwen.vault.VaultStore.NewClass;
import org.suwen.vault.VaultStore.NewIdentity;
import org.suwen.vault.VaultStore.NewRow;
import org.suwen.vault.VaultStore.SealedClass;
import org.suwen.vault.VaultStore.SealedDocument;
import org.suwen.vault.VaultStore.SealedWrite;
import org.suwen.vault.VersionConflictException;

/**
 * Writes of a patient's rows: each kind of change is one statement over arrays, whatever the number of rows.
 *
 * <p>A statement changes as many rows as it was given, or the versions have moved on and the transaction is rolled back.
 * Unique tokens are taken in their own order, so that two patients' writes can't wait for each other in a circle.
 */
final class RowWrites {
    private static final String APPLY =
            "INSERT INTO vault.applied (patient_id, entry_index) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String TAKE_TOKENS = "INSERT INTO vault_index.row_token (row_token, patient_id)"
            + " SELECT token, ? FROM unnest(?) AS new(token) ON CONFLICT DO NOTHING";
    private static final String INSERT = "INSERT INTO vault.resource (patient_id, version, entry_index, written,"
            + " key_epoch, row_token, type_token, class_token, encounter_token, header, body)"
            + " SELECT ?, 1, ?, ?, ?, new.* FROM unnest(?, ?, ?, ?, ?, ?) AS new";
    private static final String UPDATE = """
            WITH new AS (
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
                    AS new(version, row_token, type_token, class_token, encounter_token, header, body)),
            kept AS (
                INSERT INTO vault.resource_history
                SELECT old.* FROM vault.resource old JOIN new USING (row_token)
                WHERE old.patient_id = ? AND old.version = new.version - 1)
            UPDATE vault.resource r
            SET version = new.version, entry_index = ?, written = ?, key_epoch = ?, type_token = new.type_token,
                class_token = new.class_token, encounter_token = new.encounter_token, header = new.header,
                body = new.body
            FROM new
            WHERE r.patient_id = ? AND r.row_token = new.row_token AND r.version = new.version - 1
            """;
    private static final String RELABEL = "UPDATE vault.resource r SET class_token = new.class_token"
            + " FROM unnest(?, ?, ?) AS new(version, row_token, class_token)"
            + " WHERE r.patient_id = ? AND r.row_token = new.row_token AND r.version = new.version";
    private static final String ADD_CLASSES = "INSERT INTO vault.decision_class (patient_id, class_token, sealed)"
            + " SELECT ?, new.* FROM unnest(?, ?) AS new ON CONFLICT DO NOTHING";

    private final Connection connection;
    private final SealedWrite write;

    RowWrites(Connection connection, SealedWrite write) {
        this.connection = connection;
        this.write = write;
    }

    /** Everything of the write, with the mark of its entry. */
    void apply(long entryIndex, LocalDate day) throws SQLException {
        PatientSql.hold(connection, patient());
        mark(entryIndex);
        List<NewRow> created = rows(true);
        takeTokens(created);
        insert(created, entryIndex, day);
        update(rows(false), entryIndex, day);
        relabel();
        for (SealedDocument document : write.documents()) {
            DocumentSql.insert(connection, patient(), document);
        }
        bind();
    }

    private void bind() throws SQLException {
        List<NewIdentity> ordered = write.identities().stream()
                .sorted(Comparator.comparing(NewIdentity::token, UNSIGNED))
                .toList();
        for (NewIdentity each : ordered) {
            if (!TokenSql.bind(connection, patient(), each.token()) && each.exclusive()) {
                throw new IdentityTakenException(each.kind());
            }
        }
        for (Token unit : write.units()) {
            TokenSql.relate(connection, patient(), unit);
        }
    }

    /** The new classes alone. */
    void applyRelabels() throws SQLException {
        PatientSql.hold(connection, patient());
        relabel();
    }

    private PatientId patient() {
        return write.patient();
    }

    private List<NewRow> rows(boolean created) {
        return write.rows().stream()
                .filter(row -> (row.row().version() == 1) == created)
                .sorted(Comparator.comparing(row -> row.row().row(), UNSIGNED))
                .toList();
    }

    private void mark(long entryIndex) throws SQLException {
        try (Query query = new Query(connection, APPLY)) {
            if (query.with(patient()).with(entryIndex).update() == 0) {
                throw new EntryAppliedException(entryIndex);
            }
        }
    }

    private void takeTokens(List<NewRow> created) throws SQLException {
        if (created.isEmpty()) {
            return;
        }
        try (Query query = new Query(connection, TAKE_TOKENS)) {
            int taken = query.with(patient())
                    .withTokens(created, row -> row.row().row())
                    .update();
            expect(created.size(), taken);
        }
    }

    private void insert(List<NewRow> created, long entryIndex, LocalDate day) throws SQLException {
        if (created.isEmpty()) {
            return;
        }
        try (Query query = new Query(connection, INSERT)) {
            query.with(patient()).with(entryIndex).with(day).with(write.keyEpoch());
            expect(created.size(), parts(query, created).update());
        }
    }

    private void update(List<NewRow> changed, long entryIndex, LocalDate day) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        try (Query query = new Query(connection, UPDATE)) {
            query.withLongs(changed, row -> row.row().version());
            parts(query, changed).with(patient()).with(entryIndex).with(day).with(write.keyEpoch());
            expect(changed.size(), query.with(patient()).update());
        }
    }

    private static Query parts(Query query, List<NewRow> rows) throws SQLException {
        return query.withTokens(rows, row -> row.row().row())
                .withTokens(rows, NewRow::type)
                .withTokens(rows, NewRow::classToken)
                .withBytes(rows, row -> row.encounter().map(Token::bytes))
                .withBytes(rows, row -> Optional.of(row.header()))
                .withBytes(rows, row -> Optional.of(row.body()));
    }

    private void relabel() throws SQLException {
        addClasses();
        List<NewClass> relabels = write.relabels();
        if (relabels.isEmpty()) {
            return;
        }
        try (Query query = new Query(connection, RELABEL)) {
            int changed = query.withLongs(relabels, relabel -> relabel.row().version())
                    .withTokens(relabels, relabel -> relabel.row().row())
                    .withTokens(relabels, NewClass::classToken)
                    .with(patient())
                    .update();
            expect(relabels.size(), changed);
        }
    }

    private void addClasses() throws SQLException {
        if (write.classes().isEmpty()) {
            return;
        }
        try (Query query = new Query(connection, ADD_CLASSES)) {
            int unused = query.with(patient())
                    .withTokens(write.classes(), SealedClass::token)
                    .withBytes(write.classes(), entry -> Optional.of(entry.sealed()))
                    .update();
        }
    }

    private static final Comparator<Token> UNSIGNED = (one, other) -> {
        int high = Long.compareUnsigned(one.high(), other.high());
        return high != 0 ? high : Long.compareUnsigned(one.low(), other.low());
    };

    private static void expect(int given, int changed) {
        if (given != changed) {
            throw new VersionConflictException("row");
        }
    }
}
