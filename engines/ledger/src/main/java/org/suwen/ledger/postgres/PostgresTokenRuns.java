package org.suwen.ledger.postgres;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.suwen.ledger.Entry;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.tokens.SortedTokens;
import org.suwen.ledger.tokens.TokenRuns;

/** Runs of tokens in the tables of {@link LedgerSchema}. Safe for use by several threads. */
public final class PostgresTokenRuns implements TokenRuns {
    private static final String TOKENS = "SELECT substring(bytes FROM 19 FOR 16) FROM ledger_entry"
            + " WHERE index >= ? AND index < ? ORDER BY index";
    private static final String PUT =
            "INSERT INTO ledger_token_run (level, block, chunk, tokens, root) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING"; // another node made the very same

    private final DataSource source;

    public PostgresTokenRuns(DataSource source) {
        this.source = source;
    }

    @Override
    public byte[] tokensOfEntries(long from, int count) {
        return query(TOKENS, List.of(from, from + count), rows -> {
            ByteArrayOutputStream tokens = new ByteArrayOutputStream();
            while (rows.next()) {
                tokens.writeBytes(rows.getBytes(1));
            }
            if (tokens.size() != count * Entry.TOKEN_BYTES) {
                throw new IllegalStateException("entries from `" + from + "` on are missing");
            }
            return tokens.toByteArray();
        });
    }

    @Override
    public long blocks(int level) {
        String sql = "SELECT coalesce(max(block) + 1, 0) FROM ledger_token_run WHERE level = ?";
        return query(sql, List.of(level), rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    @Override
    public List<Chunk> chunks(int level, long block) {
        String sql = "SELECT substring(tokens FROM 1 FOR 16), length(tokens) / 16, root FROM ledger_token_run"
                + " WHERE level = ? AND block = ? ORDER BY chunk";
        return query(sql, List.of(level, block), rows -> {
            List<Chunk> chunks = new ArrayList<>();
            while (rows.next()) {
                if (rows.getInt(2) > 0) { // a block without a token is kept as one empty chunk
                    chunks.add(new Chunk(rows.getBytes(1), rows.getInt(2), Hash.of(rows.getBytes(3))));
                }
            }
            return chunks;
        });
    }

    @Override
    public SortedTokens chunk(int level, long block, int chunk) {
        String sql = "SELECT tokens FROM ledger_token_run WHERE level = ? AND block = ? AND chunk = ?";
        return query(sql, List.of(level, block, chunk), rows -> {
            if (!rows.next()) {
                throw new IllegalStateException("chunk `" + chunk + "` of block `" + block + "` is missing");
            }
            return SortedTokens.sorted(rows.getBytes(1));
        });
    }

    @Override
    public void put(int level, long block, Iterator<SortedTokens> chunks) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(PUT)) {
                int chunk = 0;
                do {
                    SortedTokens tokens = chunks.hasNext() ? chunks.next() : SortedTokens.sorted(new byte[0]);
                    insert.setInt(1, level);
                    insert.setLong(2, block);
                    insert.setInt(3, chunk++);
                    insert.setBytes(4, tokens.packed());
                    insert.setBytes(5, tokens.root().bytes());
                    insert.executeUpdate();
                } while (chunks.hasNext());
                connection.commit();
            } finally {
                connection.rollback(); // nothing after a commit
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    @Override
    public Optional<Entered> lastEntered() {
        String sql = "SELECT size, entry FROM ledger_token_map ORDER BY size DESC LIMIT 1";
        return query(
                sql,
                List.of(),
                rows -> rows.next() ? Optional.of(new Entered(rows.getLong(1), rows.getLong(2))) : Optional.empty());
    }

    @Override
    public void entered(Entered map) {
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO ledger_token_map (size, entry) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setLong(1, map.size());
            insert.setLong(2, map.entry());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private <T> T query(String sql, List<? extends Number> values, Rows<T> use) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setLong(i + 1, values.get(i).longValue());
            }
            try (ResultSet rows = statement.executeQuery()) {
                return use.read(rows);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
