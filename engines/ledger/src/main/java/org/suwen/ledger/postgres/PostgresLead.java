package org.suwen.ledger.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.store.Claim;
import org.suwen.ledger.store.Lead;
import org.suwen.ledger.store.StoreBatch;
import org.suwen.ledger.store.StoreBatch.Row;
import org.suwen.ledger.store.StoreException;
import org.suwen.ledger.store.StoreException.Kind;
import org.suwen.ledger.store.StoredState;

/**
 * The writer's connection.
 *
 * <p>Two things keep a second writer out. The session's advisory lock makes takers wait until this session, and with it
 * any commit under way, has ended; that is why an unknown commit can be settled after a new session holds the lock. The
 * epoch in the state row is what makes it safe: each commit updates that row under the writer's own epoch, so a commit
 * of a writer that was pushed out changes nothing.
 *
 * <p>A batch is one statement in one round trip: data-modifying parts that all hang on the update of the state row.
 */
final class PostgresLead implements Lead {
    static final String SUBJECTS = "SELECT subject, version FROM ledger_subject WHERE subject = ANY (?)";

    private static final String REQUESTS = "SELECT request, index FROM ledger_entry WHERE request = ANY (?)";

    private static final String COMMIT = """
            WITH fence AS (
                UPDATE ledger_state SET size = ?, root = ?, range = ?
                WHERE epoch = ? AND size = ? RETURNING 1),
            entries AS (
                INSERT INTO ledger_entry (index, request, leaf, bytes)
                SELECT ? + r.n - 1, r.request, r.leaf, r.bytes FROM fence,
                    unnest(?::uuid[], ?::bytea[], ?::bytea[]) WITH ORDINALITY AS r (request, leaf, bytes, n)),
            tokens AS (
                INSERT INTO ledger_token (token, entry)
                SELECT r.token, ? + r.n - 1 FROM fence,
                    unnest(?::bytea[]) WITH ORDINALITY AS r (token, n) WHERE length(r.token) > 0),
            tiles AS (
                INSERT INTO ledger_tile (level, index, hashes)
                SELECT r.level, r.index, r.hashes FROM fence,
                    unnest(?::smallint[], ?::bigint[], ?::bytea[]) AS r (level, index, hashes)),
            subjects AS (
                INSERT INTO ledger_subject (subject, version)
                SELECT r.subject, r.version FROM fence,
                    unnest(?::uuid[], ?::bigint[]) AS r (subject, version)
                ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version)
            SELECT count(*) FROM fence""";

    private static final String CHECKPOINT = """
            INSERT INTO ledger_checkpoint (size, note)
            SELECT ?, ? FROM (SELECT epoch FROM ledger_state FOR UPDATE) AS state WHERE epoch = ?""";

    private static final String BEAT = "UPDATE ledger_state SET beat = beat + 1 WHERE epoch = ?";

    private final Connection connection;
    private final PreparedStatement commit;
    private final long epoch;

    private PostgresLead(Connection connection, long epoch) throws SQLException {
        this.connection = connection;
        this.epoch = epoch;
        this.commit = connection.prepareStatement(COMMIT);
    }

    static PostgresLead claim(DataSource source, Claim claim) {
        return LeadClaim.take(source, claim, PostgresLead::new);
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public StoredState state() {
        return run(() -> Sql.look(connection).state());
    }

    @Override
    public void beat() {
        run(() -> {
            try (PreparedStatement update = connection.prepareStatement(BEAT)) {
                update.setLong(1, epoch);
                if (update.executeUpdate() != 1) {
                    throw fenced();
                }
                return epoch;
            }
        });
    }

    @Override
    public void commit(StoreBatch batch) {
        long updated = run(() -> {
            bindState(batch);
            bindRows(batch);
            bindTiles(batch.tiles());
            bindSubjects(batch.subjects());
            try (ResultSet row = commit.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
        if (updated != 1) {
            throw fenced();
        }
    }

    private void bindState(StoreBatch batch) throws SQLException {
        commit.setLong(1, batch.after().size());
        commit.setBytes(2, batch.after().root().bytes());
        commit.setBytes(3, Sql.joined(batch.range()));
        commit.setLong(4, epoch);
        commit.setLong(5, batch.before());
    }

    private void bindRows(StoreBatch batch) throws SQLException {
        List<Row> rows = batch.rows();
        commit.setLong(6, batch.before());
        commit.setArray(
                7,
                connection.createArrayOf("uuid", rows.stream().map(Row::request).toArray()));
        commit.setArray(8, bytes(rows.stream().map(row -> row.leaf().bytes()).toArray(byte[][]::new)));
        commit.setArray(9, bytes(rows.stream().map(Row::bytes).toArray(byte[][]::new)));
        commit.setLong(10, batch.before());
        commit.setArray(11, bytes(rows.stream().map(Row::token).toArray(byte[][]::new)));
    }

    private void bindTiles(List<Tile> tiles) throws SQLException {
        commit.setArray(
                12,
                connection.createArrayOf(
                        "int2", tiles.stream().map(tile -> (short) tile.level()).toArray()));
        commit.setArray(
                13,
                connection.createArrayOf("int8", tiles.stream().map(Tile::index).toArray()));
        commit.setArray(14, bytes(tiles.stream().map(Tile::hashes).toArray(byte[][]::new)));
    }

    private void bindSubjects(Map<UUID, Long> subjects) throws SQLException {
        List<Map.Entry<UUID, Long>> changes = List.copyOf(subjects.entrySet());
        commit.setArray(
                15,
                connection.createArrayOf(
                        "uuid", changes.stream().map(Map.Entry::getKey).toArray()));
        commit.setArray(
                16,
                connection.createArrayOf(
                        "int8", changes.stream().map(Map.Entry::getValue).toArray()));
    }

    private Array bytes(byte[][] values) throws SQLException {
        return connection.createArrayOf("bytea", values);
    }

    @Override
    public void putCheckpoint(long size, String note) {
        run(() -> {
            try (PreparedStatement insert = connection.prepareStatement(CHECKPOINT)) {
                insert.setLong(1, size);
                insert.setString(2, note);
                insert.setLong(3, epoch);
                if (insert.executeUpdate() != 1) {
                    throw fenced();
                }
                return size;
            }
        });
    }

    @Override
    public Map<UUID, Long> requests(Collection<UUID> requests) {
        return run(() -> Sql.numbers(connection, REQUESTS, requests));
    }

    @Override
    public Map<UUID, Long> subjectVersions(Collection<UUID> subjects) {
        return run(() -> Sql.numbers(connection, SUBJECTS, subjects));
    }

    @Override
    public void close() {
        LeadClaim.release(connection);
    }

    private StoreException fenced() {
        return new StoreException(Kind.FENCED, "another sequencer leads since epoch `" + epoch + "`");
    }

    private static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private interface Work<T> {
        T run() throws SQLException;
    }
}
