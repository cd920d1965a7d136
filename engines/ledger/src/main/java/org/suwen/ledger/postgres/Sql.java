package org.suwen.ledger.postgres;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.TreeHead;
import org.suwen.ledger.store.LeadSeen;
import org.suwen.ledger.store.StoreException;
import org.suwen.ledger.store.StoreException.Kind;
import org.suwen.ledger.store.StoredState;

/** Pieces of JDBC that several readers share. */
final class Sql {
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String LOOK = """
            SELECT epoch, address, beat, size, root, range,
                (SELECT note FROM ledger_checkpoint ORDER BY ledger_checkpoint.size DESC LIMIT 1),
                (SELECT count(*) FROM ledger_entry WHERE index >= ledger_state.size)
            FROM ledger_state""";

    private Sql() {}

    /** What an SQL error says about the fate of the statement. */
    static StoreException failure(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.equals(UNIQUE_VIOLATION)) {
            return new StoreException(Kind.CONFLICT, "a request or token is there already", e);
        }
        // 08: connection; 57P01 to 57P05: the server ends the session; XX: internal error of the server or driver
        boolean lost = state.isEmpty() || state.startsWith("08") || state.startsWith("57P") || state.startsWith("XX");
        return lost
                ? new StoreException(Kind.LOST, "the database connection broke (" + state + ")", e)
                : new StoreException(Kind.REFUSED, "the database refused it (" + state + ")", e);
    }

    /** The writer and the tree, of one moment. */
    static LeadSeen look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOOK)) {
            if (!row.next()) {
                throw new StoreException(Kind.DAMAGED, "the ledger's state row is missing");
            }
            TreeHead head = new TreeHead(row.getLong(4), Hash.of(row.getBytes(5)));
            StoredState state = new StoredState(
                    head, split(row.getBytes(6)), Optional.ofNullable(row.getString(7)), row.getLong(8));
            return new LeadSeen(row.getLong(1), row.getString(2), row.getLong(3), state);
        }
    }

    static Map<UUID, Long> numbers(Connection connection, String sql, Collection<UUID> ids) throws SQLException {
        Map<UUID, Long> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        return found;
    }

    static Map<ByteBuffer, Long> tokens(Connection connection, Collection<byte[]> tokens) throws SQLException {
        Map<ByteBuffer, Long> found = new HashMap<>();
        String sql = "SELECT token, entry FROM ledger_token WHERE token = ANY (?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("bytea", tokens.toArray(byte[][]::new)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(ByteBuffer.wrap(rows.getBytes(1)), rows.getLong(2));
                }
            }
        }
        return found;
    }

    static byte[] joined(List<Hash> hashes) {
        byte[] joined = new byte[hashes.size() * Hash.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(joined, i * Hash.BYTES);
        }
        return joined;
    }

    static List<Hash> split(byte[] joined) {
        List<Hash> hashes = new ArrayList<>();
        for (int at = 0; at + Hash.BYTES <= joined.length; at += Hash.BYTES) {
            hashes.add(Hash.at(joined, at));
        }
        return hashes;
    }
}
