package org.suwen.ledger.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Disclosure;
import org.suwen.ledger.Entry;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.TreeHead;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.tokens.TokenMap;
import org.suwen.ledger.verify.CheckpointCheck;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Said;
import org.suwen.ledger.verify.Trust;

/**
 * Checks an evidence package offline: each entry against the signed checkpoint, each disclosed text against its sealed
 * entry, and the claim that a patient's list is complete (D20).
 *
 * <p>Used once, by one thread.
 */
public final class EvidenceVerifier {
    static final String CHECKPOINT = "checkpoint";
    static final String COMPLETENESS = "completeness";
    static final String TOKEN_MAP = "token-map";
    private static final Set<String> PLAIN = Set.of(CHECKPOINT, COMPLETENESS, TOKEN_MAP);

    private final PackageFiles files;
    private final Trust trust;
    private final List<Said> checked = new ArrayList<>();
    private final List<Said> unchecked = new ArrayList<>();
    private final List<Shown> shown = new ArrayList<>();
    private final Set<String> looked = new HashSet<>(PLAIN);
    private Optional<TreeHead> head = Optional.empty();
    private String origin = "";

    /** What an entry of a package says, once it is verified. */
    public record Shown(long index, Entry entry, Disclosure disclosure) {}

    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Report.Break where;

        Wrong(OptionalLong position, String en, String zh) {
            super(en, null, false, false);
            this.where = new Report.Break(position, new Said(en, zh));
        }
    }

    public EvidenceVerifier(PackageFiles files, Trust trust) {
        this.files = files;
        this.trust = trust;
    }

    /** Checks all of it. */
    public Report verify() {
        try {
            Checkpoint checkpoint = checkpoint();
            head = Optional.of(checkpoint.head());
            origin = checkpoint.origin();
            NavigableMap<Long, Entry> entries = entries(checkpoint);
            completeness(entries);
            documents();
            leftOver();
            return report(Optional.empty());
        } catch (Wrong e) {
            return report(Optional.of(e.where));
        } catch (MalformedEvidenceException | InvalidNoteException | IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage()); // of a part's form, a proof's or the package's
            return report(Optional.of(new Report.Break(OptionalLong.empty(), new Said(why, "证据包格式有误：" + why))));
        }
    }

    /** The entries whose text is disclosed and is what was sealed; to be asked after {@link #verify}. */
    public List<Shown> shown() {
        return List.copyOf(shown);
    }

    private Report report(Optional<Report.Break> broken) {
        boolean tied = !trust.keys().isEmpty() || trust.pinned().isPresent();
        Report.State state = broken.isPresent()
                ? Report.State.BROKEN
                : tied ? Report.State.VERIFIED : Report.State.SELF_CONSISTENT_ONLY;
        return new Report(state, head, checked, unchecked, broken);
    }

    private Checkpoint checkpoint() {
        CheckpointCheck check = new CheckpointCheck(trust, checked, unchecked);
        Checkpoint checkpoint = check.read(files.requiredText(CHECKPOINT));
        trust.pinned()
                .ifPresentOrElse(
                        pinned -> comparePinned(pinned, checkpoint),
                        () -> unchecked.add(
                                new Said("the history: no earlier checkpoint is pinned", "历史是否被替换：未提供此前保存的检查点")));
        return checkpoint;
    }

    private void comparePinned(Checkpoint pinned, Checkpoint checkpoint) {
        if (!pinned.origin().equals(checkpoint.origin()) || !pinned.head().equals(checkpoint.head())) {
            throw new Wrong(
                    OptionalLong.empty(),
                    "the pinned checkpoint is not the package's; a package holds no proof between two checkpoints",
                    "所提供的检查点与证据包中的不同；证据包不含两个检查点之间的证明");
        }
        checked.add(new Said("the checkpoint is the pinned one", "检查点即所提供的检查点"));
    }

    private NavigableMap<Long, Entry> entries(Checkpoint checkpoint) {
        NavigableMap<Long, Entry> entries = new TreeMap<>();
        for (String path : files.all().keySet()) {
            if (path.startsWith("entries/") && path.endsWith(".entry")) {
                long index = index(path);
                entries.put(index, entry(EvidenceEntry.read(files, index), checkpoint));
                looked.addAll(
                        List.of(path, EvidenceEntry.path(index, "tlog-proof"), EvidenceEntry.path(index, "open")));
            }
        }
        checked.add(new Said(
                "`" + entries.size() + "` entries, each by its receipt under the checkpoint",
                "`" + entries.size() + "` 条记录，逐条凭回执核对于检查点之下"));
        if (!shown.isEmpty()) {
            checked.add(new Said(
                    "`" + shown.size() + "` disclosed texts, each against its sealed entry",
                    "`" + shown.size() + "` 条公开的内容，逐条与密封记录中的承诺比对"));
        }
        if (shown.size() < entries.size()) {
            unchecked.add(new Said(
                    "what `" + (entries.size() - shown.size()) + "` sealed entries say: it is not disclosed",
                    "`" + (entries.size() - shown.size()) + "` 条密封记录的内容：未公开"));
        }
        return entries;
    }

    private static long index(String path) {
        String number = path.substring("entries/".length(), path.length() - ".entry".length());
        if (!number.matches("0|[1-9][0-9]{0,17}")) {
            throw new MalformedEvidenceException("`" + path + "` is not named by an index");
        }
        return Long.parseLong(number);
    }

    private Entry entry(EvidenceEntry evidence, Checkpoint checkpoint) {
        long index = evidence.index();
        boolean sameTree = evidence.proof().checkpoint().text().equals(checkpoint.text());
        if (!sameTree
                || !MerkleTree.verifyInclusion(
                        MerkleTree.leafHash(evidence.bytes()),
                        index,
                        checkpoint.size(),
                        evidence.proof().proof().hashes(),
                        checkpoint.root())) {
            throw new Wrong(
                    OptionalLong.of(index),
                    "entry `" + index + "` is not in the tree that the checkpoint signs",
                    "第 `" + index + "` 条记录不在检查点所签的树中");
        }
        Entry entry = decode(evidence.bytes(), index);
        evidence.disclosure().ifPresent(disclosure -> {
            if (!disclosure.belongsTo(entry, origin)) {
                throw new Wrong(
                        OptionalLong.of(index),
                        "what is disclosed of entry `" + index + "` is not what was sealed in it",
                        "第 `" + index + "` 条公开的内容与密封的不符");
            }
            shown.add(new Shown(index, entry, disclosure));
        });
        return entry;
    }

    private static Entry decode(byte[] bytes, long index) {
        try {
            return Entry.decode(bytes);
        } catch (IllegalArgumentException e) {
            throw new Wrong(
                    OptionalLong.of(index),
                    "entry `" + index + "` can't be read: " + e.getMessage(),
                    "第 `" + index + "` 条记录无法解读");
        }
    }

    private void completeness(NavigableMap<Long, Entry> entries) {
        if (files.file(COMPLETENESS).isEmpty()) {
            unchecked.add(new Said(
                    "completeness: the package claims none; there may be other entries about the same patient",
                    "完整性：证据包未作此声明，同一患者可能另有记录"));
            return;
        }
        Completeness claim = Completeness.parse(files.requiredText(COMPLETENESS));
        TokenMap map = map(claim, entries);
        long found = 0;
        for (var each : entries.headMap(map.size()).entrySet()) {
            if (each.getValue().hasSubject()) {
                found++;
                requireToken(claim, found, each.getKey(), each.getValue());
            }
        }
        if (found != claim.count() || !claim.nextIsAbsent(map)) {
            throw new Wrong(
                    OptionalLong.empty(),
                    "the list is not complete: `" + found + "` entries are here, and it is not proven that there are"
                            + " no more",
                    "清单不完整：此处有 `" + found + "` 条，但不能证明没有更多");
        }
        complete(claim, map);
    }

    private TokenMap map(Completeness claim, NavigableMap<Long, Entry> entries) {
        try {
            TokenMap map = TokenMap.parse(files.requiredText(TOKEN_MAP));
            Entry entry = entries.get(claim.mapEntry());
            boolean fits = entry != null
                    && entry.type() == EntryType.TOKEN_MAP
                    && map.origin().equals(origin)
                    && map.size() <= claim.mapEntry()
                    && TokenMap.Head.of(entry).equals(map.head());
            if (fits) {
                return map;
            }
        } catch (IllegalArgumentException malformed) {
            throw new MalformedEvidenceException("the token map is malformed: " + malformed.getMessage());
        }
        throw new Wrong(
                OptionalLong.of(claim.mapEntry()),
                "the token map is not the one in entry `" + claim.mapEntry() + "`",
                "标记目录与第 `" + claim.mapEntry() + "` 条记录不符");
    }

    private static void requireToken(Completeness claim, long n, long index, Entry entry) {
        if (!java.util.Arrays.equals(entry.token(), PatientToken.of(claim.tokenKey(), n))) {
            throw new Wrong(
                    OptionalLong.of(index),
                    "entry `" + index + "` is not number `" + n + "` of this patient: one before it was left out, or"
                            + " it is about somebody else",
                    "第 `" + index + "` 条不是该患者的第 `" + n + "` 条：此前有记录被略去，或者不属于该患者");
        }
    }

    private void complete(Completeness claim, TokenMap map) {
        checked.add(new Said(
                "the list is complete: these `" + claim.count()
                        + "` entries are all about this patient among the first `" + map.size() + "` of the ledger",
                "清单完整：账本前 `" + map.size() + "` 条记录中，关于该患者的全部就是这 `" + claim.count() + "` 条"));
        unchecked.add(new Said(
                "that the token map was made from all entries: whoever holds the entries (a mirror, an auditor)"
                        + " recomputes it",
                "标记目录是否由全部记录生成：由持有全部记录者（镜像、审计方）重新计算"));
        unchecked.add(new Said(
                "operations outside Suwen (paper, other systems): the list speaks for operations under Suwen",
                "素问之外的操作（纸质、其他系统）：本清单只说明素问之下的操作"));
    }

    private void documents() {
        DocumentCheck check = new DocumentCheck(files, shown);
        check.wrong().ifPresent(wrong -> {
            throw new Wrong(OptionalLong.empty(), wrong.en(), wrong.zh());
        });
        check.sum(checked, unchecked);
        looked.addAll(check.documents().keySet());
        looked.add(Manifest.PATH);
    }

    private void leftOver() {
        List<String> others = files.all().keySet().stream()
                .filter(path -> !looked.contains(path))
                .limit(8)
                .toList();
        if (!others.isEmpty()) {
            String names = String.join(", ", others);
            unchecked.add(new Said("files beside the proofs: " + names, "证明以外的文件：" + names));
        }
    }
}
