package org.suwen.formats.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What must be found in the system; only what is named is compared.
 *
 * @param tasks open tasks
 * @param anomalies anomaly events
 * @param notices notices sent
 * @param stored data on record
 * @param entries ledger entries, the newest ones last
 * @param matters matters of patients
 * @param ledger whether verification finds the ledger whole
 */
public record State(
        List<Task> tasks,
        List<Anomaly> anomalies,
        List<Notice> notices,
        List<Stored> stored,
        List<LedgerEntry> entries,
        List<MatterState> matters,
        Optional<LedgerState> ledger) {

    public State {
        tasks = List.copyOf(tasks);
        anomalies = List.copyOf(anomalies);
        notices = List.copyOf(notices);
        stored = List.copyOf(stored);
        entries = List.copyOf(entries);
        matters = List.copyOf(matters);
    }

    /**
     * A matter.
     *
     * @param facts what it says, each value a part of what is written
     */
    public record MatterState(
            String kind,
            Optional<String> patient,
            Optional<String> stage,
            Optional<Instant> due,
            java.util.Map<String, String> facts) {
        public MatterState {
            facts = java.util.Map.copyOf(facts);
        }
    }

    /** An open task, for instance {@code STATEMENT} or {@code REVIEW}. */
    public record Task(String kind, Optional<String> actor, Optional<String> patient, Optional<Instant> due) {}

    /** An anomaly event by its code. */
    public record Anomaly(String code, Optional<String> actor, boolean present) {}

    /** A notice sent over a channel: {@code SMS}, {@code EMAIL}, {@code PATIENT}. */
    public record Notice(String channel, Optional<String> to) {}

    /** Whether data of a kind are on record for a patient. */
    public record Stored(String patient, DataKind kind, boolean present) {}

    /** A ledger entry by type, actor, patient and outcome. */
    public record LedgerEntry(
            String type, Optional<String> actor, Optional<String> patient, Optional<String> outcome) {}

    /** What verification of the ledger finds. */
    public enum LedgerState {
        WHOLE,
        BROKEN
    }
}
