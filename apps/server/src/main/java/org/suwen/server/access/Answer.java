package org.suwen.server.access;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.suwen.decision.Duty;
import org.suwen.decision.Reason;

/** What the gate says to a question. Nothing of a patient is in it before its entry is durable (I1). */
public sealed interface Answer {

    /**
     * Where the answer can be proven.
     *
     * @param decision the decision's id, which is the request's
     * @param entry index in the ledger
     * @param ground why the permit holds, empty for a refusal
     * @param rules catalogue ids the decision rests on
     */
    record Trail(UUID decision, long entry, String ground, List<String> rules) {
        /** Copies the list. */
        public Trail {
            rules = List.copyOf(rules);
        }
    }

    /** One released resource, already projected. */
    @SuppressWarnings("ArrayRecordComponent") // written out once and never compared
    record Resource(String type, String id, long version, byte[] json) {}

    /** One resource was asked for and is released. */
    record Released(Resource resource, List<Duty> duties, Trail trail) implements Answer {}

    /**
     * A page of a record.
     *
     * @param resources what is released, in a stable order
     * @param withheld why parts are withheld; depends on caller and patient, never on the query (D4)
     * @param next where the next page starts, sealed and bound to the caller (D10)
     * @param total how many there are that this caller may see, when that can be told without opening them
     */
    record Page(List<Resource> resources, List<Reason> withheld, Optional<String> next, OptionalLong total, Trail trail)
            implements Answer {
        /** Copies the lists. */
        public Page {
            resources = List.copyOf(resources);
            withheld = List.copyOf(withheld);
        }
    }

    /** The question is refused for {@code reason}; {@code all} are the reasons this caller may be shown. */
    record Refused(Reason reason, List<Reason> all, Trail trail) implements Answer {
        /** Copies the list. */
        public Refused {
            all = List.copyOf(all);
        }
    }

    /** There is no such thing, or its existence is hidden from this caller (I9). */
    record Absent() implements Answer {}

    /** It was there, and was deleted; its history remains. */
    record Gone(Trail trail) implements Answer {}

    /** A page link is no longer good, since consent or rules changed meanwhile: start again (D10). */
    record Stale() implements Answer {}
}
