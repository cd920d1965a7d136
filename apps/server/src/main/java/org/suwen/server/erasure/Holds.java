package org.suwen.server.erasure;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.suwen.decision.Text;
import org.suwen.vault.PatientId;

/** What the law puts before an erasure: retention, a dispute, an order. Any lock found forbids it. */
@FunctionalInterface
public interface Holds {

    /**
     * A lock on a patient's record.
     *
     * @param code {@code RETENTION}, {@code DISPUTE_HOLD} or another reason's code
     * @param rule the catalogue id it rests on
     * @param until the last day it holds; empty when that is not known
     * @param text for people; nothing of the record's content
     */
    record Lock(String code, String rule, Optional<LocalDate> until, Text text) {}

    /** The locks on a patient's record on a day. */
    List<Lock> on(PatientId patient, LocalDate day);

    /** All locks of several sources. */
    static Holds all(List<Holds> sources) {
        List<Holds> copy = List.copyOf(sources);
        return (patient, day) ->
                copy.stream().flatMap(each -> each.on(patient, day).stream()).toList();
    }
}
