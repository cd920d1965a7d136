package org.suwen.formats.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.classification.Granularity;
import org.suwen.decision.Duty;
import org.suwen.decision.DutyKind;

/**
 * What must come back; only what is named is compared.
 *
 * @param outcome whether the step is permitted
 * @param reason the main reason of a refusal
 * @param reasons reasons that must be among all reasons
 * @param ground the ground of a permit
 * @param basis what the patient's side rests on
 * @param duties duties that must be there, with the parameters named
 * @param noDuties duties that must not be there
 * @param reduce the granularity the answer is cut down to
 * @param shown ids of data that the answer holds
 * @param withheld data that the answer withholds, each with the reason, or {@code HIDDEN} when it must be as if absent
 * @param rules catalogue ids that must be among the decision's
 * @param values what an act of the office answers, by dotted name
 */
// Twelve parts: one for each thing an answer can be asked about.
public record Expect(
        Optional<Outcome> outcome,
        Optional<String> reason,
        List<String> reasons,
        Optional<String> ground,
        Optional<String> basis,
        List<Duty> duties,
        Set<DutyKind> noDuties,
        Optional<Granularity> reduce,
        List<String> shown,
        Map<String, String> withheld,
        List<String> rules,
        Map<String, Wanted> values) {

    /**
     * What a value must be: exactly this text, or a list that holds these; an empty list must be empty.
     *
     * @param list whether a list is wanted
     */
    public record Wanted(List<String> texts, boolean list) {
        /** Copies the texts. */
        public Wanted {
            texts = List.copyOf(texts);
        }
    }

    /** What can come of a step. */
    public enum Outcome {
        PERMIT,
        DENY,
        /** The system can't answer; nothing was released (I1). */
        ERROR
    }

    public Expect {
        reasons = List.copyOf(reasons);
        duties = List.copyOf(duties);
        noDuties = Set.copyOf(noDuties);
        shown = List.copyOf(shown);
        withheld = Map.copyOf(withheld);
        rules = List.copyOf(rules);
        values = Map.copyOf(values);
    }
}
