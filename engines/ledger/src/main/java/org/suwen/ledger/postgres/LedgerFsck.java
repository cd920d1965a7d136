package org.suwen.ledger.postgres;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
import org.suwen.ledger.verify.Said;
import org.suwen.ledger.verify.UnreadableLedgerException;

/**
 * Rebuilds everything in the ledger's tables from the entries and compares.
 *
 * <p>Entries: no gap, version 2, own request id, stored leaf hash, token in the token table. Then every full tile, every
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
    private final List<Said> checked = new ArrayList<>();
    private final List<Said> unchecked = new ArrayList<>();
    private final TileBuilder tree = TileBuilder.empty();
    private Optional<Checkpoint> nextCheckpoint = Optional.empty();
    private long soundUpTo;
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
                return report(state, Optional.of(new Report.Break(OptionalLong.of(e.position), Said.english(message))));
            }
        } catch (SQLException e) {
            throw unreadable(e);
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
        Optional<Found> first = compareCheckpoint(connection, state);
        if (first.isPresent()) {
            throw first.get();
        }
        long size = state.head.size();
        while (tree.size() < size) {
            page(connection, state, (int) Math.min(Tile.WIDTH, size - tree.size()));
            progress.accept(tree.size());
        }
        compareState(state);
        compareCounts(connection, size);
        sum(size);
    }

    /** Looks at one bundle in every way before it says what is wrong first. */
    private void page(Connection connection, State state, int width) throws SQLException {
        List<Found> found = new ArrayList<>();
        List<Row> rows = rows(connection, tree.size(), width);
        rows.forEach(row -> compareEntry(row).ifPresent(found::add));
        if (found.isEmpty()) {
            compareTokens(connection, rows, found);
        }
        Optional<Found> inCheckpoint = Optional.empty();
        for (Row row : rows) {
            tree.append(row.leaf);
            inCheckpoint = inCheckpoint.or(() -> compareCheckpoint(connection, state));
        }
        if (rows.size() < width) {
            found.add(new Found(tree.size(), "entry `" + tree.size() + "` is missing"));
        }
        for (Tile tile : tree.takeCompleted()) {
            compareTile(connection, tile).ifPresent(found::add);
        }
        Optional<Found> first = found.stream().min(Comparator.comparingLong(wrong -> wrong.position));
        Optional<Found> wrong = first.isPresent() ? first : inCheckpoint; // which knows a range only
        if (wrong.isPresent()) {
            throw wrong.get();
        }
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

    private static Optional<Found> compareEntry(Row row) {
        String name = "entry `" + row.index + "`";
        if (!MerkleTree.leafHash(row.bytes).equals(row.leaf)) {
            return Optional.of(new Found(row.index, name + " does not have its stored leaf hash"));
        }
        try {
            return Entry.decode(row.bytes).request().equals(row.request)
                    ? Optional.empty()
                    : Optional.of(new Found(row.index, name + " stands under another request id than its own"));
        } catch (IllegalArgumentException e) {
            return Optional.of(new Found(row.index, name + " can't be read: " + e.getMessage()));
        }
    }

    private void compareTokens(Connection connection, List<Row> rows, List<Found> found) throws SQLException {
        Map<Long, byte[]> own = new LinkedHashMap<>();
        for (Row row : rows) {
            Entry entry = Entry.decode(row.bytes);
            if (entry.hasSubject()) {
                own.put(row.index, entry.token());
            }
        }
        Map<ByteBuffer, Long> stored = Sql.tokens(connection, own.values());
        own.forEach((index, token) -> {
            if (!index.equals(stored.get(ByteBuffer.wrap(token)))) {
                found.add(new Found(index, "entry `" + index + "` is not the one that its patient token points to"));
            }
        });
        tokens += own.size();
    }

    private Optional<Found> compareTile(Connection connection, Tile computed) throws SQLException {
        long first = Tile.firstEntry(computed.level(), computed.index() * Tile.WIDTH);
        String name = "the tile of level `" + computed.level() + "` index `" + computed.index() + "`";
        try (PreparedStatement statement = connection.prepareStatement(TILE)) {
            statement.setInt(1, computed.level());
            statement.setLong(2, computed.index());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.of(new Found(first, name + " is missing"));
                }
                int differs = Arrays.mismatch(row.getBytes(1), computed.hashes());
                if (differs >= 0) {
                    long hash = computed.index() * Tile.WIDTH + differs / Hash.BYTES;
                    return Optional.of(new Found(
                            Tile.firstEntry(computed.level(), hash), name + " does not follow from the entries"));
                }
            }
        }
        tiles++;
        return Optional.empty();
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

    private Optional<Found> compareCheckpoint(Connection connection, State state) {
        if (nextCheckpoint.isEmpty() || nextCheckpoint.get().size() > tree.size()) {
            return Optional.empty();
        }
        Checkpoint checkpoint = nextCheckpoint.get();
        String name = "the checkpoint of size `" + checkpoint.size() + "`";
        try {
            if (!checkpoint.root().equals(tree.root())) {
                return Optional.of(new Found(
                        soundUpTo,
                        name + " was signed for another tree; what is wrong lies at or after `" + soundUpTo + "`"));
            }
            if (!keys.isEmpty()) {
                Checkpoint.verified(checkpoint.text(), state.origin, keys);
            }
            checkpoints++;
            soundUpTo = checkpoint.size();
            nextCheckpoint = checkpoint(connection, tree.size() + 1);
            return Optional.empty();
        } catch (InvalidNoteException e) {
            return Optional.of(new Found(checkpoint.size(), name + " is not valid: " + e.getMessage()));
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static UnreadableLedgerException unreadable(SQLException e) {
        return new UnreadableLedgerException("the ledger's database can't be read: " + e.getMessage(), e);
    }

    private void compareState(State state) {
        if (!tree.head().equals(state.head) || !tree.range().equals(state.range)) {
            throw new Found(soundUpTo, "the root or range of the state row does not follow from the entries");
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
        checked.add(Said.english("`" + size + "` entries: no gap, own leaf hash, own request id"));
        checked.add(Said.english("`" + tokens + "` patient tokens, each at its entry"));
        checked.add(Said.english("`" + tiles + "` full tiles"));
        checked.add(Said.english("`" + checkpoints + "` signed checkpoints, each for the tree of its size"));
        checked.add(Said.english("the state row's root and compact range"));
        if (keys.isEmpty()) {
            unchecked.add(Said.english("the checkpoints' signatures: no key was given"));
        }
        unchecked.add(Said.english("the patients' consent versions and what is sealed: that needs the keys"));
    }
}
