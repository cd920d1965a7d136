package org.suwen.ledger.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A growing tree held as its right edge: the compact range and the one unfinished tile of each level.
 *
 * <p>Full tiles leave it as they are completed ({@link #takeCompleted}), so its memory is 8 KiB a level. Not safe for use
 * by several threads while it grows.
 */
public final class TileBuilder {
    private final CompactRange range;
    private final List<byte[]> edge;
    private final List<Tile> completed = new ArrayList<>();

    private TileBuilder(CompactRange range, List<byte[]> edge) {
        this.range = range;
        this.edge = edge;
    }

    /** The tree without leaves. */
    public static TileBuilder empty() {
        return new TileBuilder(CompactRange.empty(), new ArrayList<>());
    }

    /** The tree of {@code size} leaves whose unfinished tiles {@code edgeTiles} gives. */
    public static TileBuilder restore(long size, TileHashes.Tiles edgeTiles) {
        List<byte[]> edge = new ArrayList<>();
        List<Hash> rangeFromLeast = new ArrayList<>();
        for (int level = 0; size >> (level * Tile.HEIGHT) > 0; level++) {
            long atLevel = size >> (level * Tile.HEIGHT);
            int width = (int) (atLevel % Tile.WIDTH);
            byte[] hashes = new byte[Tile.FULL_BYTES];
            if (width > 0) {
                Tile tile = edgeTiles.tile(level, atLevel / Tile.WIDTH);
                System.arraycopy(tile.hashes(), 0, hashes, 0, width * Hash.BYTES);
                addRange(tile, width, rangeFromLeast);
            }
            edge.add(hashes);
        }
        return new TileBuilder(CompactRange.of(size, rangeFromLeast.reversed()), edge);
    }

    private static void addRange(Tile tile, int width, List<Hash> rangeFromLeast) {
        for (int height = 0; height < Tile.HEIGHT; height++) {
            int count = 1 << height;
            if ((width & count) != 0) {
                int position = width & -(count << 1); // the larger subtrees stand before
                rangeFromLeast.add(tile.root(position, height));
            }
        }
    }

    /** An independent copy without the completed tiles. */
    public TileBuilder copy() {
        List<byte[]> copied = new ArrayList<>(edge.size());
        edge.forEach(hashes -> copied.add(hashes.clone()));
        return new TileBuilder(range.copy(), copied);
    }

    /** Adds one leaf. */
    public void append(Hash leaf) {
        range.append(leaf, this::place);
    }

    private void place(int height, long index, Hash hash) {
        if (height % Tile.HEIGHT != 0) {
            return;
        }
        int level = height / Tile.HEIGHT;
        if (level == edge.size()) {
            edge.add(new byte[Tile.FULL_BYTES]);
        }
        int position = (int) (index % Tile.WIDTH);
        hash.copyTo(edge.get(level), position * Hash.BYTES);
        if (position == Tile.WIDTH - 1) {
            completed.add(new Tile(level, index / Tile.WIDTH, edge.get(level).clone()));
        }
    }

    /** The tiles completed since the last call, each once. */
    public List<Tile> takeCompleted() {
        List<Tile> taken = List.copyOf(completed);
        completed.clear();
        return taken;
    }

    /** The unfinished tile of a level, when the tree has one with this index. */
    public Optional<Tile> partial(int level, long index) {
        if (level >= edge.size()) {
            return Optional.empty();
        }
        int width = Tile.widthIn(size(), level, index);
        if (width == 0 || width == Tile.WIDTH) {
            return Optional.empty();
        }
        return Optional.of(new Tile(level, index, Arrays.copyOf(edge.get(level), width * Hash.BYTES)));
    }

    public long size() {
        return range.size();
    }

    public Hash root() {
        return range.root();
    }

    public TreeHead head() {
        return new TreeHead(size(), root());
    }

    /** The compact range, largest subtree first. */
    public List<Hash> range() {
        return range.hashes();
    }
}
