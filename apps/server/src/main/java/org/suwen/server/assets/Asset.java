package org.suwen.server.assets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.classification.tier.Holding;
import org.suwen.classification.tier.Tier;

/**
 * A data set of the catalogue (CLS-01).
 *
 * @param owner the account that answers for it
 * @param records how many records it has
 */
public record Asset(
        String id,
        String title,
        String owner,
        Content content,
        Origin origin,
        Holding holding,
        long records,
        Standing standing,
        Controls controls,
        Clearance clearance) {

    /**
     * What is in it.
     *
     * @param fields ids of the data dictionary
     * @param publicData whether it was obtained in public functions (CLS-18)
     * @param interestHolders who holds an interest in public data
     */
    public record Content(SortedSet<String> fields, boolean publicData, SortedSet<String> interestHolders) {}

    /**
     * Where it comes from.
     *
     * @param system the system it arises in
     * @param purpose what for it arises
     * @param inputs the sets it was derived from; none for raw data
     */
    public record Origin(String system, String purpose, SortedSet<String> inputs) {}

    /**
     * How weighty it is.
     *
     * @param designated the tier a person has given it
     * @param wish a change that waits for approval
     * @param assessment the last assessment of importance
     */
    public record Standing(
            int grade, Tier designated, Optional<Wish> wish, Optional<Assessment> assessment, List<Change> history) {
        Standing graded(int next, Change change) {
            return new Standing(next, designated, Optional.empty(), assessment, with(change));
        }

        Standing designated(Tier next, Change change) {
            return new Standing(grade, next, Optional.empty(), assessment, with(change));
        }

        Standing wishing(Wish next) {
            return new Standing(grade, designated, Optional.of(next), assessment, history);
        }

        Standing assessed(Assessment next) {
            return new Standing(grade, designated, wish, Optional.of(next), history);
        }

        private List<Change> with(Change change) {
            List<Change> longer = new ArrayList<>(history);
            longer.add(change);
            return longer;
        }
    }

    /** What a wish is about. */
    public enum Matter {
        GRADE,
        TIER
    }

    /** A change of grade or tier that others must approve. */
    public record Wish(Matter matter, int grade, Tier tier, String reason, String by, SortedSet<String> approvedBy) {
        Wish approved(String account) {
            SortedSet<String> more = new TreeSet<>(approvedBy);
            more.add(account);
            return new Wish(matter, grade, tier, reason, by, more);
        }
    }

    /** An assessment of importance by the criteria of CLS-30. */
    public record Assessment(
            SortedSet<String> criteria, SortedSet<String> harms, Tier found, String evidence, String by, Instant at) {}

    /** A change of a label that was made (CLS-28). */
    public record Change(Instant at, String what, String before, String after, String reason, String by) {}

    /** How it is kept (CLS-29). */
    public record Controls(Backup backup, boolean encrypted, Reach reach) {
        /** Which copies there are. */
        public enum Backup {
            NONE,
            LOCAL,
            OFF_SITE
        }

        /** Whom the systems it lies in let in; the narrowest last. */
        public enum Reach {
            ANYBODY,
            PURPOSE,
            SERVICE,
            RELATION,
            NAMED
        }
    }

    /**
     * What lets it go somewhere.
     *
     * @param published who signed off that it may be public
     * @param riskAssessedAt time of the last risk assessment (ORG-26)
     * @param approvals bodies that have approved its circulation
     * @param named who may use it by name, until when
     */
    public record Clearance(
            Optional<String> published,
            Optional<Instant> riskAssessedAt,
            SortedSet<String> approvals,
            SortedMap<String, Instant> named) {
        static Clearance none() {
            return new Clearance(Optional.empty(), Optional.empty(), new TreeSet<>(), new TreeMap<>());
        }
    }

    Asset with(Standing next) {
        return new Asset(id, title, owner, content, origin, holding, records, next, controls, clearance);
    }

    Asset with(Clearance next) {
        return new Asset(id, title, owner, content, origin, holding, records, standing, controls, next);
    }

    Asset counting(long persons, long sensitivePersons, long newRecords) {
        return new Asset(
                id,
                title,
                owner,
                content,
                origin,
                holding.counting(persons, sensitivePersons),
                newRecords,
                standing,
                controls,
                clearance);
    }
}
