package org.suwen.server.intake;

import java.util.Optional;
import org.suwen.decision.CareUnit;

/**
 * Who gave the care of a visit: an institution, and a unit of it when one is named.
 *
 * <p>A visit names it as {@code GE/HB} for a unit of the own institution, and as {@code H2:GE} or {@code H2:} for another
 * one, whose data need the patient's leave of their own (DOC-37).
 */
record Provider(String institution, Optional<CareUnit> unit) {

    /** Reads what a visit names; {@code own} is the institution meant when none is named. */
    static Provider of(String written, String own) {
        int colon = written.indexOf(':');
        String unit = written.substring(colon + 1);
        return new Provider(
                colon < 0 ? own : written.substring(0, colon),
                unit.isEmpty() ? Optional.empty() : Optional.of(CardFacts.unit(unit)));
    }
}
