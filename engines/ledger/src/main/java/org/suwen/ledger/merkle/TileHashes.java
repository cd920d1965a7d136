package org.suwen.ledger.merkle;

/** Finds subtree hashes in tiles. */
public final class TileHashes implements HashSource {
    /** Gives a tile with at least the hashes that the tree in question has there. */
    @FunctionalInterface
    public interface Tiles {
        Tile tile(int level, long index);
    }

    private final Tiles tiles;

    public TileHashes(Tiles tiles) {
        this.tiles = tiles;
    }

    @Override
    public Hash node(int height, long index) {
        int level = height / Tile.HEIGHT;
        int above = height % Tile.HEIGHT;
        long first = index << above; // the first hash of the subtree at the tile's level
        Tile tile = tiles.tile(level, first / Tile.WIDTH);
        return tile.root((int) (first % Tile.WIDTH), above);
    }
}
