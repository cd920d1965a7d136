package org.suwen.cli.bench.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Entry;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.merkle.EntryBundle;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TileBuilder;
import org.suwen.ledger.merkle.TilePath;
import org.suwen.ledger.note.Ed25519Signer;
import org.suwen.ledger.verify.LedgerReader;

/**
 * A log of many real entries of 512 bytes of which only the tiles are kept: entries are made again when they are read,
 * each from its index, as a disk would give them.
 */
final class SyntheticLog implements LedgerReader {
    private static final int TOKEN_AT = 18;

    private final long size;
    private final byte[] pattern;
    private final List<List<byte[]>> levels = new ArrayList<>();
    private final TileBuilder tree = TileBuilder.empty();
    private final String checkpoint;

    SyntheticLog(long size, Ed25519Signer signer, String origin) {
        this.size = size;
        this.pattern =
                new Entry(EntryType.READ, new UUID(1, 1), new byte[16], 1, new byte[240], new byte[224]).encode();
        for (long index = 0; index < size; index++) {
            tree.append(MerkleTree.leafHash(entry(index)));
            tree.takeCompleted().forEach(this::keep);
        }
        this.checkpoint = Checkpoint.sign(origin, tree.head(), List.of(signer)).text();
    }

    private void keep(Tile tile) {
        while (levels.size() <= tile.level()) {
            levels.add(new ArrayList<>());
        }
        levels.get(tile.level()).add(tile.hashes());
    }

    /** Entry number {@code index}: about a patient of its own. */
    private byte[] entry(long index) {
        byte[] entry = pattern.clone();
        long mixed = (index + 1) * 0x9E3779B97F4A7C15L; // a bijection, so tokens and requests differ
        for (int each = 0; each < Long.BYTES; each++) {
            entry[2 + each] = (byte) (mixed >>> (8 * each));
            entry[TOKEN_AT + each] = (byte) (mixed >>> (8 * each));
        }
        entry[TOKEN_AT + Long.BYTES] = 1;
        return entry;
    }

    @Override
    public Optional<String> checkpoint() {
        return Optional.of(checkpoint);
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        if (path.isEntries()) {
            List<byte[]> entries = new ArrayList<>();
            long first = path.index() * Tile.WIDTH;
            for (long index = first; index < Math.min(size, first + path.width()); index++) {
                entries.add(entry(index));
            }
            return Optional.of(EntryBundle.encode(entries));
        }
        if (path.level() < levels.size()
                && path.index() < levels.get(path.level()).size()) {
            return Optional.of(levels.get(path.level()).get((int) path.index()));
        }
        return tree.partial(path.level(), path.index()).map(Tile::hashes);
    }

    Hash root() {
        return tree.root();
    }
}
