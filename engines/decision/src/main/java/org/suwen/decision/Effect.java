package org.suwen.decision;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.suwen.classification.Granularity;

/** What a rule does when its condition holds. */
public sealed interface Effect {

    /**
     * Opens the data on a ground.
     *
     * @param name one of {@link Grounds#ALL}
     * @param basis what the patient's side rests on if no rule says otherwise
     * @param lifts gates whose rules don't bind under this ground
     * @param authorOnly whether it opens only rows the actor made
     */
    record Ground(String name, String basis, Set<Gate> lifts, boolean authorOnly) implements Effect {
        public Ground {
            lifts = Set.copyOf(lifts);
        }
    }

    /** Refuses with a reason. */
    record Refuse(String reason) implements Effect {}

    /** Opens no more than this much; what can't be cut down so far is refused with the reason. */
    record Cap(Granularity upTo, String reason) implements Effect {}

    /** Opens rows of the last months only, counted by the parameter; older ones are refused with the reason. */
    record Window(String monthsParameter, String reason) implements Effect {}

    /** Says what the patient's side rests on (DOC-10). */
    record Rests(String basis) implements Effect {}

    /** Obliges to duties. */
    record Require(List<DutyRule> duties) implements Effect {
        public Require {
            duties = List.copyOf(duties);
        }

        /** Names of the attributes its duties carry. */
        List<String> attributes() {
            return duties.stream()
                    .flatMap(duty -> duty.parameters().values().stream())
                    .filter(value -> value.source() == DutyValue.Source.ATTRIBUTE)
                    .map(DutyValue::value)
                    .toList();
        }
    }

    /** A duty whose parameters may come from the rulebook's parameters or the request. */
    record DutyRule(DutyKind kind, Map<String, DutyValue> parameters) {
        public DutyRule {
            parameters = Map.copyOf(parameters);
        }
    }

    /** Where a duty's parameter comes from. */
    record DutyValue(Source source, String value) {

        /** The kinds of source. */
        public enum Source {
            TEXT,
            PARAMETER,
            ATTRIBUTE
        }
    }
}
