package org.suwen.ledger.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.merkle.EntryBundle;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TileBuilder;
import org.suwen.ledger.merkle.TilePath;
import org.suwen.ledger.merkle.TreeHead;
import org.suwen.ledger.note.InvalidNoteException;

/**
 * Checks a whole ledger as an outsider: every entry against its leaf hash, every tile against the entries, the root
 * against the signed checkpoint, and the history against a checkpoint known from before (I6).
 *
 * <p>The tree is built once, in order and in constant memory; each tile is compared as soon as it can be computed. Used
 * once, by one thread.
 */
public final class LedgerVerifier {
    private final LedgerReader reader;
    private final Trust trust;
    private final List<Said> checked = new ArrayList<>();
    private final List<Said> unchecked = new ArrayList<>();
    private final TileBuilder tree = TileBuilder.empty();
    private final MapAudit maps;
    private boolean hasEntries = true;
    private Optional<TreeHead> head = Optional.empty();
    private String origin = "";

    public LedgerVerifier(LedgerReader reader, Trust trust) {
        this.reader = reader;
        this.trust = trust;
        this.maps = new MapAudit();
    }

    /**
     * Checks all of it.
     *
     * @param progress is told the number of entries done
     * @throws UnreadableLedgerException when the ledger can't be reached
     */
    public Report verify(LongConsumer progress) {
        try {
            Checkpoint checkpoint = readCheckpoint();
            head = Optional.of(checkpoint.head());
            origin = checkpoint.origin();
            Optional<Checkpoint> pinned = pinned(checkpoint);
            walk(checkpoint.size(), pinned.map(Checkpoint::head), progress);
            compareEdge();
            compareRoot(checkpoint, pinned);
            if (hasEntries) {
                maps.sum(checked, unchecked);
            }
            return report(Optional.empty());
        } catch (BrokenLedger e) {
            return report(Optional.of(e.where()));
        }
    }

    private Report report(Optional<Report.Break> broken) {
        boolean tied = !trust.keys().isEmpty() || trust.pinned().isPresent();
        Report.State state = broken.isPresent()
                ? Report.State.BROKEN
                : tied ? Report.State.VERIFIED : Report.State.SELF_CONSISTENT_ONLY;
        return new Report(state, head, checked, unchecked, broken);
    }

    private Checkpoint readCheckpoint() {
        String note = reader.checkpoint()
                .orElseThrow(() -> BrokenLedger.somewhere("the ledger has no checkpoint", "账本没有检查点"));
        try {
            return new CheckpointCheck(trust, checked, unchecked).read(note);
        } catch (InvalidNoteException e) {
            throw BrokenLedger.somewhere("the checkpoint is not valid: " + e.getMessage(), "检查点无效：" + e.getMessage());
        }
    }

    private Optional<Checkpoint> pinned(Checkpoint current) {
        if (trust.pinned().isEmpty()) {
            unchecked.add(new Said("the history: no earlier checkpoint is pinned", "历史是否被替换：未提供此前保存的检查点"));
            return Optional.empty();
        }
        Checkpoint pinned = trust.pinned().get();
        if (!pinned.origin().equals(current.origin())) {
            throw BrokenLedger.somewhere(
                    "the pinned checkpoint is of the log `" + pinned.origin() + "`",
                    "所提供的检查点属于另一账本 `" + pinned.origin() + "`");
        }
        try {
            if (!trust.keys().isEmpty()) {
                pinned.note().verify(trust.keys());
            }
        } catch (InvalidNoteException e) {
            throw BrokenLedger.somewhere(
                    "the pinned checkpoint is not valid: " + e.getMessage(), "所提供的检查点无效：" + e.getMessage());
        }
        if (pinned.size() > current.size()) {
            throw BrokenLedger.at(
                    current.size(),
                    "the ledger has `" + current.size() + "` entries but the pinned checkpoint was signed for `"
                            + pinned.size() + "`: its tail is cut or it was rolled back",
                    "账本有 `" + current.size() + "` 条，而所提供的检查点签署时已有 `" + pinned.size() + "` 条：尾部被截断或账本被回滚");
        }
        return Optional.of(pinned);
    }

    private void walk(long size, Optional<TreeHead> pinned, LongConsumer progress) {
        comparePinned(pinned);
        for (long bundle = 0; bundle * Tile.WIDTH < size; bundle++) {
            int width = Tile.widthIn(size, 0, bundle);
            Tile leaves = tile(0, bundle, width);
            compareEntries(bundle, leaves);
            for (int i = 0; i < width; i++) {
                tree.append(leaves.hash(i));
                comparePinned(pinned);
            }
            tree.takeCompleted().stream().filter(tile -> tile.level() > 0).forEach(this::compareTile);
            progress.accept(tree.size());
        }
        checked.add(new Said("`" + size + "` leaf hashes in tiles of level 0", "第 0 层哈希块中的 `" + size + "` 个叶哈希"));
        if (hasEntries) {
            checked.add(new Said("`" + size + "` entries, each against its leaf hash", "`" + size + "` 条记录，逐条与其叶哈希比对"));
        } else {
            unchecked.add(new Said("the entries: the ledger gives its hashes only", "记录正文：该账本只公开哈希"));
        }
    }

    private Tile tile(int level, long index, int width) {
        long start = Tile.firstEntry(level, index * Tile.WIDTH);
        TilePath path = new TilePath(level, index, width);
        Optional<byte[]> bytes = reader.read(path);
        if (bytes.isEmpty() && !path.isFull()) { // a partial tile may go once the full one is there
            bytes = reader.read(new TilePath(level, index, Tile.WIDTH));
        }
        byte[] hashes = bytes.orElseThrow(
                () -> BrokenLedger.at(start, "the tile `" + path + "` is missing", "哈希块 `" + path + "` 缺失"));
        if (hashes.length < width * Hash.BYTES || hashes.length > Tile.FULL_BYTES) {
            long position = start + Tile.firstEntry(level, hashes.length / Hash.BYTES);
            throw BrokenLedger.at(
                    Math.min(position, tree.size() + width),
                    "the tile `" + path + "` has not its length",
                    "哈希块 `" + path + "` 长度不对");
        }
        return new Tile(level, index, Arrays.copyOf(hashes, width * Hash.BYTES));
    }

    private void compareEntries(long bundle, Tile leaves) {
        long first = bundle * Tile.WIDTH;
        Optional<List<byte[]>> entries = hasEntries ? bundle(bundle, leaves.width()) : Optional.empty();
        if (entries.isEmpty()) {
            if (hasEntries && bundle > 0) {
                throw BrokenLedger.at(
                        first, "the entries from `" + first + "` on are missing", "自第 `" + first + "` 条起的记录缺失");
            }
            hasEntries = false;
            return;
        }
        for (int i = 0; i < leaves.width(); i++) {
            long position = first + i;
            if (i >= entries.get().size()) {
                throw BrokenLedger.at(position, "entry `" + position + "` is missing", "第 `" + position + "` 条记录缺失");
            }
            byte[] entry = entries.get().get(i);
            if (!MerkleTree.leafHash(entry).equals(leaves.hash(i))) {
                throw BrokenLedger.at(
                        position,
                        "entry `" + position + "` is not the one whose hash the tree holds",
                        "第 `" + position + "` 条记录与树中的哈希不符");
            }
            maps.next(origin, position, entry).ifPresent(wrong -> {
                throw BrokenLedger.at(position, wrong.en(), wrong.zh());
            });
        }
    }

    private Optional<List<byte[]>> bundle(long index, int width) {
        Optional<byte[]> bytes = reader.read(TilePath.entries(index, width));
        if (bytes.isEmpty() && width < Tile.WIDTH) {
            bytes = reader.read(TilePath.entries(index, Tile.WIDTH));
        }
        try {
            return bytes.map(EntryBundle::decode);
        } catch (IllegalArgumentException e) {
            throw BrokenLedger.at(
                    index * Tile.WIDTH,
                    "bundle `" + index + "` is malformed: " + e.getMessage(),
                    "记录包 `" + index + "` 格式错误");
        }
    }

    private void comparePinned(Optional<TreeHead> pinned) {
        if (pinned.isEmpty() || tree.size() != pinned.get().size()) {
            return;
        }
        if (!tree.root().equals(pinned.get().root())) {
            throw BrokenLedger.at(
                    0,
                    "the first `" + tree.size()
                            + "` entries are not those of the pinned checkpoint: history was changed",
                    "前 `" + tree.size() + "` 条记录与所提供的检查点不符：历史被改动");
        }
        checked.add(new Said(
                "the first `" + tree.size() + "` entries are those of the pinned checkpoint",
                "前 `" + tree.size() + "` 条记录与所提供的检查点一致"));
    }

    private void compareTile(Tile computed) {
        Tile stored = tile(computed.level(), computed.index(), computed.width());
        for (int i = 0; i < computed.width(); i++) {
            if (!stored.hash(i).equals(computed.hash(i))) {
                long position = Tile.firstEntry(computed.level(), computed.index() * Tile.WIDTH + i);
                throw BrokenLedger.at(
                        position,
                        "the tile of level `" + computed.level() + "` index `" + computed.index()
                                + "` does not follow from the level below",
                        "第 `" + computed.level() + "` 层哈希块 `" + computed.index() + "` 与下层不符");
            }
        }
    }

    private void compareEdge() {
        int levels = 1;
        for (; Tile.hashesAt(levels, tree.size()) > 0; levels++) {
            tree.partial(levels, Tile.hashesAt(levels + 1, tree.size())).ifPresent(this::compareTile);
        }
        if (levels > 1) {
            checked.add(new Said("the tiles of levels 1 to " + (levels - 1), "第 1 至 " + (levels - 1) + " 层哈希块"));
        }
    }

    private void compareRoot(Checkpoint checkpoint, Optional<Checkpoint> pinned) {
        if (!tree.root().equals(checkpoint.root())) {
            long after = pinned.map(Checkpoint::size).orElse(0L);
            throw BrokenLedger.at(
                    after,
                    "the tree's root is not the signed one; what is wrong lies at or after entry `" + after + "`",
                    "树根与签名不符；错误位于第 `" + after + "` 条或其后");
        }
        checked.add(new Said(
                "the root of all `" + checkpoint.size() + "` entries is the one in the checkpoint",
                "全部 `" + checkpoint.size() + "` 条记录的树根与检查点一致"));
    }
}
