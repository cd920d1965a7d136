package org.suwen.ledger.verify;

import java.util.List;
import java.util.Optional;
import org.suwen.ledger.Entry;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.tokens.TokenMap;
import org.suwen.ledger.tokens.TokenRecount;

/** Recomputes each map of tokens in a ledger from the entries before it (D20). Used by one thread. */
final class MapAudit {
    private final TokenRecount recount = new TokenRecount();
    private long sound;
    private long skipped;

    /** Takes the next entry; says what is wrong when it is a map that does not follow from the entries. */
    Optional<Said> next(String origin, long position, byte[] bytes) {
        Entry entry;
        try {
            entry = Entry.decode(bytes);
        } catch (IllegalArgumentException foreign) { // another log's entries: they have no tokens and no maps
            recount.add(new byte[Entry.TOKEN_BYTES]);
            return Optional.empty();
        }
        Optional<Said> wrong = entry.type() == EntryType.TOKEN_MAP ? check(origin, position, entry) : Optional.empty();
        recount.add(entry.token());
        return wrong;
    }

    private Optional<Said> check(String origin, long position, Entry entry) {
        try {
            TokenMap.Head claimed = TokenMap.Head.of(entry);
            if (claimed.size() <= position && !recount.canRecount(claimed.size())) {
                skipped++;
                return Optional.empty();
            }
            if (claimed.size() <= position
                    && recount.map(origin, claimed.size()).head().equals(claimed)) {
                sound++;
                return Optional.empty();
            }
        } catch (IllegalArgumentException malformed) {
            return Optional.of(wrong(position));
        }
        return Optional.of(wrong(position));
    }

    private static Said wrong(long position) {
        return new Said(
                "the token map in entry `" + position + "` does not follow from the entries before it",
                "第 `" + position + "` 条中的标记目录与此前的记录不符");
    }

    void sum(List<Said> checked, List<Said> unchecked) {
        if (sound > 0) {
            checked.add(new Said(
                    "`" + sound + "` token maps, each recomputed from the entries before it",
                    "`" + sound + "` 份标记目录，逐份由此前的记录重新计算"));
        }
        if (skipped > 0) {
            unchecked.add(new Said(
                    "`" + skipped + "` token maps: they would need more memory or an older state",
                    "`" + skipped + "` 份标记目录：重新计算所需内存过大或次序倒退"));
        }
    }
}
