package org.suwen.decision;

import java.util.List;
import java.util.Optional;

/**
 * The use may go ahead.
 *
 * @param ground why (the words of contracts.md, for instance {@code OWN_GROUP})
 * @param basis on what the patient's side rests: {@code NOTICE}, {@code AUTHORISATION}, {@code CONSENT} and the like, or
 *     {@code NONE} when nothing is needed (DOC-10)
 * @param duties what the gate must do
 * @param residual which rows it holds for
 * @param otherwise what holds for the other rows; present exactly when there is a residual
 * @param rules ids of the rules it rests on; {@link Rulebook#catalogue} gives the catalogue ids
 */
public record Permit(
        String ground,
        String basis,
        List<Duty> duties,
        Residual residual,
        Optional<Decision> otherwise,
        List<String> rules)
        implements Decision {

    public Permit {
        duties = List.copyOf(duties);
        rules = List.copyOf(rules);
        if (residual.isNone() == otherwise.isPresent()) {
            throw new IllegalArgumentException("a permit with a residual says what holds otherwise, and only then");
        }
    }

    /** Whether it obliges the gate to this kind of duty. */
    public boolean has(DutyKind kind) {
        return duty(kind).isPresent();
    }

    /** The first duty of this kind. */
    public Optional<Duty> duty(DutyKind kind) {
        for (Duty duty : duties) {
            if (duty.kind() == kind) {
                return Optional.of(duty);
            }
        }
        return Optional.empty();
    }

    /** This permit for rows that meet its residual. */
    public Permit settled() {
        return residual.isNone() ? this : new Permit(ground, basis, duties, Residual.NONE, Optional.empty(), rules);
    }
}
