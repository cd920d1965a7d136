package org.suwen.formats.catalogue;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What cases have shown of the catalogue's rules.
 *
 * @param lines by id; ids that neither a rule nor a passing case names are left out
 * @param unmissed rules of the rulebook that no case misses when they are taken out
 * @param pairs distinct pairs of an id and an outcome among the passing cases
 */
public record Shown(SortedMap<String, Line> lines, SortedSet<String> unmissed, int pairs) {

    /** The state of a rule. */
    public enum State {
        /** Decided by the gate, with a permit and a refusal, and missed when it is taken out. */
        ENFORCED,
        /** A workflow, a clock or a record that a passing case shows. */
        SUPPORTED,
        /** The platform keeps proof of something outside it. */
        EVIDENCE_ONLY,
        /** Nothing to enforce. */
        CONTEXT,
        /** A proposal to the lawmaker that is not built. */
        PROPOSAL,
        /** Something is missing; the note says what. */
        OPEN
    }

    /** The state of an id with the cases that show it. */
    public record Line(State state, SortedSet<String> cases, String note) {
        public Line {
            cases = Collections.unmodifiableSortedSet(new TreeSet<>(cases));
        }
    }

    public Shown {
        lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
        unmissed = Collections.unmodifiableSortedSet(new TreeSet<>(unmissed));
    }

    /** The state of any id of the catalogue. */
    public Line line(String id, Catalogue.Row row) {
        Line shown = lines.get(id);
        if (shown != null && (shown.state() != State.OPEN || row.open().isEmpty())) {
            return shown;
        }
        SortedSet<String> cases = shown == null ? new TreeSet<>() : shown.cases();
        String note = row.open().orElse("");
        if (shown == null && row.evidence()) {
            return new Line(State.EVIDENCE_ONLY, cases, note);
        }
        if (shown == null && row.kind() == Catalogue.Kind.VIEW) {
            return new Line(State.CONTEXT, cases, "");
        }
        if (shown == null && row.kind() == Catalogue.Kind.PROPOSAL) {
            return new Line(State.PROPOSAL, cases, note);
        }
        return new Line(State.OPEN, cases, note.isEmpty() ? "nothing carries it out yet" : note);
    }
}
