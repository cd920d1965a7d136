package org.suwen.ledger.tokens;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.suwen.ledger.Draft;
import org.suwen.ledger.Entry;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.ledger.tokens.TokenRuns.Entered;

/**
 * Roots the map of tokens in the log, off the path of the entries: each call of {@link #enter} makes the map of all
 * entries so far and enters its hash, so that the next checkpoint fixes it.
 */
public final class TokenMapKeeper {
    private final Ledger ledger;
    private final TokenMaps maps;
    private final TokenRuns store;
    private final Supplier<UUID> ids;

    /** A keeper for {@code ledger}; its entries get {@code ids}. */
    public TokenMapKeeper(Ledger ledger, TokenMaps maps, TokenRuns store, Supplier<UUID> ids) {
        this.ledger = ledger;
        this.maps = maps;
        this.store = store;
        this.ids = ids;
    }

    /** {@link #enter} on the one node that leads, so that regular maps are made once. */
    public void enterWhereLeading() {
        if (ledger.status().leads()) {
            enter();
        }
    }

    /** The last map in the log; enters a new one first when there were entries since. */
    public synchronized Entered enter() {
        long size = ledger.status().head().size();
        Optional<Entered> last = store.lastEntered().filter(this::stands);
        if (last.isPresent() && last.get().entry() == size - 1) {
            return last.get();
        }
        maps.complete(size);
        long entry = ledger.append(draft(maps.map(size).head())).index();
        Entered entered = new Entered(size, entry);
        store.entered(entered);
        return entered;
    }

    /** After a restore the note may speak of an entry that is gone. */
    private boolean stands(Entered noted) {
        Optional<Entry> entry = ledger.entry(noted.entry());
        return entry.isPresent()
                && entry.get().type() == EntryType.TOKEN_MAP
                && TokenMap.Head.of(entry.get()).size() == noted.size();
    }

    private Draft draft(TokenMap.Head head) {
        AccountPart account = AccountPart.of(
                ledger.now(),
                Caller.of("suwen", "SYSTEM", "", ""),
                Act.of("ledger.token-map", "OPERATIONS"),
                new Verdict(Outcome.DONE, "", List.of(), List.of(), ""),
                Optional.empty());
        return new Draft(EntryType.TOKEN_MAP, ids.get(), account.encode(), head.encode(), Optional.empty());
    }
}
