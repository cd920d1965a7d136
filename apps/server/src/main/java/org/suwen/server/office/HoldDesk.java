package org.suwen.server.office;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.Act;
import org.suwen.server.access.Asks;
import org.suwen.server.dispute.DisputeHold;
import org.suwen.server.dispute.DisputeHolds;
import org.suwen.server.identity.Caller;
import org.suwen.server.trace.Trace;
import org.suwen.server.web.Problem;

/** Places and releases holds on behalf of the office, each act an entry for every patient it is about. */
public final class HoldDesk {

    private final DisputeHolds holds;
    private final Trace trace;
    private final OfficeDoor door;
    private final Asks asks;

    /** A desk for {@code holds}; {@code trace} tells whom entries are about. */
    public HoldDesk(DisputeHolds holds, Trace trace, OfficeDoor door, Asks asks) {
        this.holds = holds;
        this.trace = trace;
        this.door = door;
        this.asks = asks;
    }

    DisputeHolds holds() {
        return holds;
    }

    /** Holds these entries, the patients they are about, and further patients. */
    DisputeHold place(Caller caller, SortedSet<Long> entries, SortedSet<String> patients, String reason) {
        NavigableSet<String> all = new TreeSet<>();
        all.addAll(patients);
        for (long index : entries) {
            trace.entry(index)
                    .orElseThrow(Problem::notFound)
                    .account()
                    .patient()
                    .map(UUID::toString)
                    .ifPresent(all::add);
        }
        var matter = new DisputeHolds.Matter(asks.newId().toString(), entries, all, reason);
        return holds.place(matter, caller.accountId(), hold -> enter(caller, "hold.place", hold));
    }

    /** The first or second person's word to release. */
    DisputeHolds.Released release(Caller caller, String id, String reason) {
        return holds.release(
                id,
                caller.accountId(),
                reason,
                hold -> enter(caller, hold.stands() ? "hold.release.ask" : "hold.release", hold));
    }

    private void enter(Caller caller, String operation, DisputeHold hold) {
        var act = new Act(operation, "AUDIT", new byte[0], hold.id());
        if (hold.patients().isEmpty()) {
            door.act(caller, EntryType.KEY, act, Optional.empty());
        }
        hold.patients().forEach(patient -> door.act(caller, EntryType.KEY, act, Optional.of(UUID.fromString(patient))));
    }
}
