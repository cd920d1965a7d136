package org.suwen.cli.bench.ledger;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TileHashes;

/**
 * Inclusion proofs in a tree of a hundred million equal leaves whose tiles lie in the ledger's table, each proof reading
 * every tile it needs from there.
 *
 * <p>With equal leaves all tiles of a level are alike, so the few that the chosen proofs need stand for the 3 GB of the
 * whole tree; what a proof costs is the same.
 */
final class Proving {
    private static final long SIZE = 100_000_000;
    private static final int PROOFS = 2_000;

    private final DataSource source;
    private final LongSupplier nanos;
    private final SecureRandom random;
    private final Hash leaf = MerkleTree.leafHash(new byte[512]);
    private final List<byte[]> full = new ArrayList<>();

    Proving(DataSource source, LongSupplier nanos, SecureRandom random) {
        this.source = source;
        this.random = random;
        this.nanos = nanos;
        Hash each = leaf;
        for (int level = 0; Tile.hashesAt(level, SIZE) > 0; level++) {
            byte[] hashes = new byte[Tile.FULL_BYTES];
            for (int at = 0; at < Tile.WIDTH; at++) {
                each.copyTo(hashes, at * Hash.BYTES);
            }
            full.add(hashes);
            each = new Tile(level, 0, hashes).root();
        }
    }

    Figures run() throws SQLException {
        long[] indexes = random.longs(PROOFS, 0, SIZE).toArray();
        store(indexes);
        try (Connection connection = source.getConnection();
                PreparedStatement read =
                        connection.prepareStatement("SELECT hashes FROM ledger_tile WHERE level = ? AND index = ?")) {
            return prove(indexes, read);
        }
    }

    private Figures prove(long[] indexes, PreparedStatement read) throws SQLException {
        Hash root = MerkleTree.root(tiles(read), SIZE);
        long[] latencies = new long[PROOFS];
        long start = nanos.getAsLong();
        for (int each = 0; each < PROOFS; each++) {
            long before = nanos.getAsLong();
            List<Hash> proof = MerkleTree.inclusionProof(tiles(read), indexes[each], SIZE);
            latencies[each] = nanos.getAsLong() - before;
            if (!MerkleTree.verifyInclusion(leaf, indexes[each], SIZE, proof, root)) {
                throw new IllegalStateException("a proof of the benchmark is wrong");
            }
        }
        return Figures.of(1, latencies, (nanos.getAsLong() - start) / 1e9);
    }

    /** The tiles of one proof, each read once. */
    private TileHashes tiles(PreparedStatement read) {
        Map<Long, Tile> known = new HashMap<>();
        return new TileHashes(
                (level, index) -> known.computeIfAbsent(index << 4 | level, place -> tile(read, level, index)));
    }

    private Tile tile(PreparedStatement read, int level, long index) {
        if (Tile.widthIn(SIZE, level, index) < Tile.WIDTH) {
            return new Tile(level, index, edge(level));
        }
        try {
            read.setInt(1, level);
            read.setLong(2, index);
            try (ResultSet row = read.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("a tile of the benchmark is missing");
                }
                return new Tile(level, index, row.getBytes(1));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("a tile of the benchmark can't be read", failed);
        }
    }

    /** The unfinished tile of a level, which a ledger holds in memory. */
    private byte[] edge(int level) {
        int width = (int) (Tile.hashesAt(level, SIZE) % Tile.WIDTH);
        return Arrays.copyOf(full.get(level), width * Hash.BYTES);
    }

    private void store(long[] indexes) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement empty = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO ledger_tile (level, index, hashes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            empty.execute("TRUNCATE ledger_tile"); // the entries appended before have made some
            for (int level = 0; level < full.size(); level++) {
                for (long place : places(level, indexes)) {
                    insert.setInt(1, level);
                    insert.setLong(2, place);
                    insert.setBytes(3, full.get(level));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    /** Of the lowest level the tiles of the chosen entries, of the others all that are full. */
    private static long[] places(int level, long[] indexes) {
        long whole = Tile.hashesAt(level + 1, SIZE);
        if (level > 0) {
            return java.util.stream.LongStream.range(0, whole).toArray();
        }
        return Arrays.stream(indexes)
                .map(index -> index / Tile.WIDTH)
                .distinct()
                .toArray();
    }
}
