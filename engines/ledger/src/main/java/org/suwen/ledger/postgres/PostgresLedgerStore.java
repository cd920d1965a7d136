package org.suwen.ledger.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.store.Claim;
import org.suwen.ledger.store.Lead;
import org.suwen.ledger.store.LeadSeen;
import org.suwen.ledger.store.LedgerStore;

/**
 * A ledger's entries in PostgreSQL 16 to 18, in the tables of {@link LedgerSchema}.
 *
 * <p>The writer keeps one connection of the source for itself; each read takes one for a moment, so the source should be
 * a pool.
 */
public final class PostgresLedgerStore implements LedgerStore {
    private static final String COLUMN =
            "SELECT index, %s FROM ledger_entry WHERE index >= ? AND index < ? ORDER BY index";

    private final DataSource source;

    public PostgresLedgerStore(DataSource source) {
        this.source = source;
    }

    @Override
    public Lead lead(Claim claim) {
        return PostgresLead.claim(source, claim);
    }

    @Override
    public LeadSeen look() {
        return read(Sql::look);
    }

    @Override
    public List<byte[]> entries(long from, int count) {
        return read(connection -> {
            List<byte[]> entries = new ArrayList<>();
            run(connection, COLUMN.formatted("bytes"), from, count, entries::add);
            return entries;
        });
    }

    @Override
    public byte[] leaves(long from, int count) {
        return read(connection -> {
            ByteArrayOutputStream leaves = new ByteArrayOutputStream();
            run(connection, COLUMN.formatted("leaf"), from, count, leaves::writeBytes);
            return leaves.toByteArray();
        });
    }

    /** Gives the second column of the rows whose first is {@code from} and so on, up to the first gap. */
    private static void run(Connection connection, String sql, long from, int count, Column use) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, from);
            statement.setLong(2, from + count);
            try (ResultSet rows = statement.executeQuery()) {
                for (long next = from; rows.next() && rows.getLong(1) == next; next++) {
                    use.value(rows.getBytes(2));
                }
            }
        }
    }

    @Override
    public List<Tile> tiles(int level, long from, int count) {
        String sql = "SELECT index, hashes FROM ledger_tile WHERE level = " + level
                + " AND index >= ? AND index < ? ORDER BY index";
        return read(connection -> {
            List<Tile> tiles = new ArrayList<>();
            run(connection, sql, from, count, hashes -> tiles.add(new Tile(level, from + tiles.size(), hashes)));
            return tiles;
        });
    }

    @Override
    public Map<ByteBuffer, Long> tokens(Collection<byte[]> tokens) {
        return read(connection -> Sql.tokens(connection, tokens));
    }

    @Override
    public Optional<Long> request(UUID request) {
        String sql = "SELECT request, index FROM ledger_entry WHERE request = ANY (?)";
        return read(connection -> Optional.ofNullable(
                Sql.numbers(connection, sql, List.of(request)).get(request)));
    }

    @Override
    public long subjectVersion(UUID subject) {
        return read(connection ->
                Sql.numbers(connection, PostgresLead.SUBJECTS, List.of(subject)).getOrDefault(subject, 0L));
    }

    private <T> T read(Query<T> query) {
        try (Connection connection = source.getConnection()) {
            return query.run(connection);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    private interface Column {
        void value(byte[] value);
    }
}
