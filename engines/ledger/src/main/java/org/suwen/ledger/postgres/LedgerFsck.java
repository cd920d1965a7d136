package org.suwen.ledger.postgres;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Entry;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TileBuilder;
import org.suwen.ledger.merkle.TreeHead;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.UnreadableLedgerException;

/**
 * Rebuilds everything in the ledger's tables from the entries and compares.
 *
 * <p>Entries: no gap, version 1, own request id, stored leaf hash, token in the token table. Then every full tile, every
 * signed checkpoint ever stored, the compact range and root of the state row. It may run beside a live ledger: it reads
 * the state first and looks no further. Used once, by one thread.
 */
public final class LedgerFsck {
    private static final String STATE = "SELECT size, root, range, origin FROM ledger_state";
    private static final String ENTRIES =
            "SELECT index, request, leaf, bytes FROM ledger_entry WHERE index >= ? AND index < ? ORDER BY index";
    private static final String TILE = "SELECT hashes FROM ledger_tile WHERE level = ? AND index = ?";
    private static final String CHECKPOINT = "SELECT note FROM ledger_checkpoint WHERE size >= ? ORDER BY size LIMIT 1";

    private final DataSource source;
    private final List<NoteVerifier> keys;
    private final List<String> checked = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();
    private final TileBuilder tree = TileBuilder.empty();
    private Optional<Checkpoint> nextCheckpoint = Optional.empty();
    private long checkpoints;
    private long tokens;
    private long tiles;

    private record State(TreeHead head, List<Hash> range, String origin) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(long index, UUID request, Hash leaf, byte[] bytes) {}

    /** The first thing found wrong. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final long position;

        Found(long position, String message) {
            super(message, null, false, false);
            this.position = position;
        }
    }

    /** A check whose checkpoints must be signed by one of these keys; with none, signatures are not checked. */
    public LedgerFsck(DataSource source, List<? extends NoteVerifier> keys) {
        this.source = source;
        this.keys = List.copyOf(keys);
    }

    /**
     * Checks all of it.
     *
     * @param progress is told the number of entries done
     * @throws UnreadableLedgerException when the database can't be read
     */
    public Report run(LongConsumer progress) {
        try (Connection connection = source.getConnection()) {
            State state = state(connection);
            try {
                walk(connection, state, progress);
                return report(state, Optional.empty());
            } catch (Found e) {
                String message = String.valueOf(e.getMessage());
                return report(state, Optional.of(new Report.Break(OptionalLong.of(e.position), message)));
            }
        } catch (SQLException e) {
            throw new UnreadableLedgerException("the ledger's database can't be read: " + e.getMessage(), e);
        }
    }

    private Report report(State state, Optional<Report.Break> broken) {
        Report.State result = broken.isPresent()
                ? Report.State.BROKEN
                : keys.isEmpty() ? Report.State.SELF_CONSISTENT_ONLY : Report.State.VERIFIED;
        return new Report(result, Optional.of(state.head), checked, unchecked, broken);
    }

    private State state(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STATE);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new UnreadableLedgerException("the ledger's state row is missing", new SQLException("no row"));
            }
            TreeHead head = new TreeHead(row.getLong(1), Hash.of(row.getBytes(2)));
            return new State(head, Sql.split(row.getBytes(3)), row.getString(4));
        }
    }

    private void walk(Connection connection, State state, LongConsumer progress) throws SQLException {
        nextCheckpoint = checkpoint(connection, 0);
        compareCheckpoint(connection, state);
        long size = state.head.size();
        while (tree.size() < size) {
            int width = (int) Math.min(Tile.WIDTH, size - tree.size());
            List<Row> rows = rows(connection, tree.size(), width);
            compareTokens(connection, rows);
            for (Row row : rows) {
                compareEntry(row);
                tree.append(row.leaf);
                compareCheckpoint(connection, state);
            }
            if (rows.size() < width) {
                throw new Found(tree.size(), "entry `" + tree.size() + "` is missing");
            }
            for (Tile tile : tree.takeCompleted()) {
                compareTile(connection, tile);
            }
            progress.accept(tree.size());
        }
        compareState(state);
        compareCounts(connection, size);
        sum(size);
    }

    private static List<Row> rows(Connection connection, long from, int width) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
            statement.setLong(1, from);
            statement.setLong(2, from + width);
            try (ResultSet row = statement.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (row.next() && row.getLong(1) == from + rows.size()) {
                    rows.add(new Row(
                            row.getLong(1), row.getObject(2, UUID.class), Hash.of(row.getBytes(3)), row.getBytes(4)));
                }
                return rows;
            }
        }
    }

    private static void compareEntry(Row row) {
        String name = "entry `" + row.index + "`";
        if (!MerkleTree.leafHash(row.bytes).equals(row.leaf)) {
            throw new Found(row.index, name + " does not have its stored leaf hash");
        }
        if (!parsed(row).request().equals(row.request)) {
            throw new Found(row.index, name + " stands under another request id than its own");
        }
    }

    private static Entry parsed(Row row) {
        try {
            return Entry.decode(row.bytes);
        } catch (IllegalArgumentException e) {
            throw new Found(row.index, "entry `" + row.index + "` can't be read: " + e.getMessage());
        }
    }

    private void compareTokens(Connection connection, List<Row> rows) throws SQLException {
        List<Row> withToken = rows.stream()
                .filter(row -> MerkleTree.leafHash(row.bytes).equals(row.leaf)) // others are reported as changed
                .filter(row -> parsed(row).hasSubject())
                .toList();
        Map<ByteBuffer, Long> stored = Sql.tokens(
                connection, withToken.stream().map(row -> parsed(row).token()).toList());
        for (Row row : withToken) {
            Long entry = stored.get(ByteBuffer.wrap(parsed(row).token()));
            if (entry == null || entry != row.index) {
                throw new Found(row.index, "entry `" + row.index + "` is not the one that its patient token points to");
            }
        }
        tokens += withToken.size();
    }

    private void compareTile(Connection connection, Tile computed) throws SQLException {
        long first = Tile.firstEntry(computed.level(), computed.index() * Tile.WIDTH);
        String name = "the tile of level `" + computed.level() + "` index `" + computed.index() + "`";
        try (PreparedStatement statement = connection.prepareStatement(TILE)) {
            statement.setInt(1, computed.level());
            statement.setLong(2, computed.index());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new Found(first, name + " is missing");
                }
                int differs = Arrays.mismatch(row.getBytes(1), computed.hashes());
                if (differs >= 0) {
                    long hash = computed.index() * Tile.WIDTH + differs / Hash.BYTES;
                    throw new Found(
                            Tile.firstEntry(computed.level(), hash), name + " does not follow from the entries");
                }
            }
        }
        tiles++;
    }

    private Optional<Checkpoint> checkpoint(Connection connection, long from) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHECKPOINT)) {
            statement.setLong(1, from);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Checkpoint.unverified(row.getString(1))) : Optional.empty();
            }
        } catch (InvalidNoteException e) {
            throw new Found(from, "the checkpoint at or after size `" + from + "` can't be read: " + e.getMessage());
        }
    }

    private void compareCheckpoint(Connection connection, State state) throws SQLException {
        if (nextCheckpoint.isEmpty() || nextCheckpoint.get().size() > tree.size()) {
            return;
        }
        Checkpoint checkpoint = nextCheckpoint.get();
        String name = "the checkpoint of size `" + checkpoint.size() + "`";
        if (!checkpoint.root().equals(tree.root())) {
            throw new Found(0, name + " was signed for another tree");
        }
        if (!keys.isEmpty()) {
            try {
                Checkpoint.verified(checkpoint.text(), state.origin, keys);
            } catch (InvalidNoteException e) {
                throw new Found(checkpoint.size(), name + " is not valid: " + e.getMessage());
            }
        }
        checkpoints++;
        nextCheckpoint = checkpoint(connection, tree.size() + 1);
    }

    private void compareState(State state) {
        if (!tree.head().equals(state.head) || !tree.range().equals(state.range)) {
            throw new Found(0, "the root or range of the state row does not follow from the entries");
        }
    }

    private void compareCounts(Connection connection, long size) throws SQLException {
        if (nextCheckpoint.isPresent()
                && !hasGrownTo(connection, nextCheckpoint.get().size())) {
            throw new Found(
                    size, "a checkpoint is signed for `" + nextCheckpoint.get().size() + "` entries; the tail is cut");
        }
        long stored = count(connection, "SELECT count(*) FROM ledger_token WHERE entry < " + size);
        if (stored != tokens) {
            throw new Found(0, "there are `" + stored + "` patient tokens for `" + tokens + "` entries about patients");
        }
    }

    /** A live ledger may have signed beyond the state that was read at the start. */
    private boolean hasGrownTo(Connection connection, long size) throws SQLException {
        return state(connection).head.size() >= size;
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void sum(long size) {
        checked.add("`" + size + "` entries: no gap, own leaf hash, own request id");
        checked.add("`" + tokens + "` patient tokens, each at its entry");
        checked.add("`" + tiles + "` full tiles");
        checked.add("`" + checkpoints + "` signed checkpoints, each for the tree of its size");
        checked.add("the state row's root and compact range");
        if (keys.isEmpty()) {
            unchecked.add("the checkpoints' signatures: no key was given");
        }
        unchecked.add("the patients' consent versions and what is sealed: that needs the keys");
    }
}
