package org.suwen.decision.matter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Text;
import org.suwen.decision.consent.Task;

/**
 * A kind of matter, as the rulebook describes it: who may open it, what must be said, how long an answer may take, and
 * which steps lead where.
 *
 * @param name its name
 * @param title in words
 * @param open the first step; its {@code to} is the first stage
 * @param clock the clock that starts with it; a matter that is incomplete is not opened and starts none (RGT-09)
 * @param steps further steps by name
 */
public record MatterKind(String name, Text title, Step open, Optional<Task.Kind> clock, Map<String, Step> steps) {
    public MatterKind {
        clock = Objects.requireNonNullElse(clock, Optional.empty());
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    /** In which capacity somebody deals with a matter. */
    public enum Party {
        PATIENT,
        GUARDIAN,
        /** The data-protection office and its service window. */
        OFFICER
    }

    /**
     * One step.
     *
     * @param rule the catalogue id that a step out of order is refused with
     * @param from the stages it starts at; empty for the first
     * @param to the stage it ends at; empty for the one it started from
     * @param by who may take it
     * @param needs what must be known by then, by name
     * @param effect what it brings about besides the record
     */
    public record Step(
            String rule, Set<String> from, String to, Set<Party> by, Map<String, Need> needs, Optional<Effect> effect) {
        public Step {
            from = Set.copyOf(from);
            by = Set.copyOf(by);
            needs = Collections.unmodifiableMap(new LinkedHashMap<>(needs));
        }
    }

    /**
     * Something that must be said.
     *
     * @param rule the catalogue id that asks for it
     * @param form how it is written
     * @param oneOf the values it may have; empty for any
     * @param when other facts with the values under which it is asked for; empty for always
     */
    public record Need(String rule, Form form, List<String> oneOf, Map<String, List<String>> when) {
        public Need {
            oneOf = List.copyOf(oneOf);
            when = Map.copyOf(when);
        }
    }

    /** How a fact is written. */
    public enum Form {
        TEXT,
        /** A day, {@code 2025-06-10}. */
        DAY,
        /** A time with its offset. */
        MOMENT,
        /** The fingerprint of a document: {@code sha256:} or {@code sm3:} and hexadecimal digits. */
        HASH,
        /** The account of somebody other than those who took the earlier steps. */
        SOMEBODY_ELSE
    }

    /** What a step brings about besides the record. */
    public enum Effect {
        /** A dispute begins: consent is locked and nothing is destroyed (AGR-53, AGR-55). */
        HOLD,
        /** The dispute is over. */
        RELEASE,
        /** The records named go into the zone for review by people (RGT-12). */
        ISOLATE,
        /** They leave it. */
        FREE,
        /** The account named gets a grant under an order, until the time named (AGR-25 to AGR-28). */
        DISCLOSE,
        /** The account named is blocked at once (AGR-49). */
        BLOCK,
        /** Says from which day the records may be deleted, and closes the matter as kept before it (RGT-13, RGT-14). */
        RETENTION,
        /** Makes the package and says its fingerprint (RGT-11). */
        PACKAGE,
        /** Says where the data lies and for how long, or what was done with it at each step (RGT-01, RGT-03). */
        TELL,
        /** Writes down how data is made unrecognisable before it is shown (AGR-39). */
        EXPLAIN
    }
}
