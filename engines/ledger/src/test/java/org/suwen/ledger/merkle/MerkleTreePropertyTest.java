package org.suwen.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MerkleTreePropertyTest {
    /** A tree in tiles, as the ledger keeps it. */
    private static final class Tiled {
        private final TileBuilder builder = TileBuilder.empty();
        private final Map<List<Long>, Tile> full = new HashMap<>();

        Tiled(List<Hash> leaves) {
            leaves.forEach(builder::append);
            builder.takeCompleted().forEach(tile -> full.put(List.of((long) tile.level(), tile.index()), tile));
        }

        Tile tile(int level, long index) {
            Tile tile = full.get(List.of((long) level, index));
            return tile != null ? tile : builder.partial(level, index).orElseThrow();
        }

        TileHashes source() {
            return new TileHashes(this::tile);
        }
    }

    @Property(tries = 60)
    void agreesWithTheDefinitions(@ForAll @IntRange(min = 1, max = 1200) int size, @ForAll int pick) {
        List<Hash> leaves = NaiveTree.leaves(size);
        Tiled tiled = new Tiled(leaves);
        int index = Math.floorMod(pick, size);
        int first = index + 1;

        assertThat(tiled.builder.root()).isEqualTo(NaiveTree.mth(leaves));
        assertThat(MerkleTree.root(tiled.source(), first)).isEqualTo(NaiveTree.mth(leaves.subList(0, first)));
        assertThat(MerkleTree.inclusionProof(tiled.source(), index, size)).isEqualTo(NaiveTree.path(index, leaves));
        assertThat(MerkleTree.consistencyProof(tiled.source(), first, size)).isEqualTo(NaiveTree.proof(first, leaves));
    }

    @Property(tries = 20)
    void goesOnFromItsEdgeAsIfItHadNeverStopped(
            @ForAll @IntRange(min = 0, max = 70_000) int size, @ForAll @IntRange(min = 1, max = 600) int more) {
        List<Hash> leaves = NaiveTree.leaves(size + more);
        Tiled whole = new Tiled(leaves);
        Tiled start = new Tiled(leaves.subList(0, size));

        TileBuilder restored = TileBuilder.restore(size, start::tile);
        assertThat(restored.head()).isEqualTo(start.builder.head());
        assertThat(restored.range()).isEqualTo(start.builder.range());
        leaves.subList(size, size + more).forEach(restored::append);

        assertThat(restored.head()).isEqualTo(whole.builder.head());
        restored.takeCompleted()
                .forEach(tile -> assertThat(tile.hashes())
                        .isEqualTo(whole.tile(tile.level(), tile.index()).hashes()));
    }

    @Property(tries = 300)
    void acceptsItsProofsAndNoChangedOne(
            @ForAll @IntRange(min = 2, max = 300) int size, @ForAll int pick, @ForAll int change) {
        List<Hash> leaves = NaiveTree.leaves(size);
        int index = Math.floorMod(pick, size);
        List<Hash> proof = NaiveTree.path(index, leaves);
        Hash root = NaiveTree.mth(leaves);

        assertThat(MerkleTree.verifyInclusion(leaves.get(index), index, size, proof, root))
                .isTrue();
        for (List<Hash> wrong : changes(proof, change)) {
            assertThat(MerkleTree.verifyInclusion(leaves.get(index), index, size, wrong, root))
                    .isFalse();
        }
        int other = (index + 1) % size;
        assertThat(MerkleTree.verifyInclusion(leaves.get(index), other, size, proof, root))
                .isFalse();
        assertThat(MerkleTree.verifyInclusion(leaves.get(other), index, size, proof, root))
                .isFalse();
        assertThat(MerkleTree.verifyInclusion(leaves.get(index), -1, size, proof, root))
                .isFalse();
    }

    @Property(tries = 300)
    void acceptsItsConsistencyProofsAndNoChangedOne(
            @ForAll @IntRange(min = 2, max = 300) int size, @ForAll int pick, @ForAll int change) {
        List<Hash> leaves = NaiveTree.leaves(size);
        int first = 1 + Math.floorMod(pick, size - 1);
        List<Hash> proof = NaiveTree.proof(first, leaves);
        TreeHead old = new TreeHead(first, NaiveTree.mth(leaves.subList(0, first)));
        TreeHead now = new TreeHead(size, NaiveTree.mth(leaves));

        assertThat(MerkleTree.verifyConsistency(old, now, proof)).isTrue();
        for (List<Hash> wrong : changes(proof, change)) {
            assertThat(MerkleTree.verifyConsistency(old, now, wrong)).isFalse();
        }
        assertThat(MerkleTree.verifyConsistency(now, old, proof)).isFalse();
        assertThat(MerkleTree.verifyConsistency(new TreeHead(first, now.root()), now, proof))
                .isFalse();
        assertThat(MerkleTree.verifyConsistency(old, new TreeHead(size, old.root()), proof))
                .isFalse();
    }

    /** One bit flipped, one hash cut, one added, two neighbours swapped. */
    private static List<List<Hash>> changes(List<Hash> proof, int pick) {
        List<List<Hash>> changes = new ArrayList<>();
        int at = Math.floorMod(pick, proof.size());
        byte[] flipped = proof.get(at).bytes();
        flipped[Math.floorMod(pick, Hash.BYTES)] ^= (byte) (1 << Math.floorMod(pick, 8));
        List<Hash> bit = new ArrayList<>(proof);
        bit.set(at, Hash.of(flipped));
        changes.add(bit);
        List<Hash> cut = new ArrayList<>(proof);
        cut.remove(at);
        changes.add(cut);
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(at, proof.get(at));
        changes.add(longer);
        if (at + 1 < proof.size()) {
            List<Hash> swapped = new ArrayList<>(proof);
            swapped.set(at, proof.get(at + 1));
            swapped.set(at + 1, proof.get(at));
            changes.add(swapped);
        }
        return changes;
    }
}
