package org.suwen.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;

/**
 * Finds patients by identity or care unit, for callers who must not learn from it who is known here (D4, D9).
 *
 * <p>Every candidate passes the gate. A patient who is refused answers with the same nothing as one who does not exist,
 * and both looks are entered in the ledger.
 */
public final class Lookups {

    private final Vault vault;
    private final Gate gate;

    /** Lookups by the blind tokens of {@code vault}, decided by {@code gate}. */
    public Lookups(Vault vault, Gate gate) {
        this.vault = vault;
        this.gate = gate;
    }

    /**
     * By what somebody is looked for.
     *
     * @param kinds kinds of identity in the order in which they are tried, for instance {@code ID_NUMBER}
     */
    public record Sought(List<String> kinds, String value) {
        /** Copies the list. */
        public Sought {
            kinds = List.copyOf(kinds);
        }
    }

    /** A patient this caller may see, by the card. */
    public record Seen(PatientId patient, PatientCard card) {}

    /** The key under which a unit's patients stand in the care list. */
    public static String unitKey(String institution, String department, String group) {
        return institution + ":" + department + (group.isEmpty() ? "" : "/" + group);
    }

    /** The Patient resource of whoever has this identity, when this caller may see it. */
    public Optional<Answer.Page> record(Ask ask, Sought sought) {
        Optional<PatientId> found = find(sought);
        if (found.isEmpty()) {
            gate.absent(ask, "Patient");
            return Optional.empty();
        }
        Answer answer = gate.record(ask, new RecordQuery(found.get(), Optional.of("Patient"), Optional.empty(), 1));
        return answer instanceof Answer.Page page && !page.resources().isEmpty() ? Optional.of(page) : Optional.empty();
    }

    /** The card of whoever has this identity, when this caller may see it. */
    public Optional<Seen> card(Ask ask, Sought sought) {
        Optional<PatientId> found = find(sought);
        if (found.isEmpty()) {
            gate.absent(ask, "Patient");
            return Optional.empty();
        }
        return seen(ask, found.get());
    }

    /**
     * The patients of a care unit that this caller may see.
     *
     * @param asks a fresh question for each of them
     * @param unit as {@link #unitKey} gives it
     * @param limit most patients asked about
     */
    public List<Seen> ofUnit(Supplier<Ask> asks, String unit, int limit) {
        List<Seen> seen = new ArrayList<>();
        for (PatientId patient : vault.related(unit, limit)) {
            seen(asks.get(), patient).ifPresent(seen::add);
        }
        return seen;
    }

    private Optional<PatientId> find(Sought sought) {
        if (sought.value().isBlank()) {
            return Optional.empty();
        }
        return sought.kinds().stream()
                .flatMap(kind -> vault.find(kind, sought.value()).stream())
                .findFirst();
    }

    private Optional<Seen> seen(Ask ask, PatientId patient) {
        return switch (gate.view(ask, patient, "Patient")) {
            case Gate.View.Refused refused -> Optional.empty();
            case Gate.View.Shown shown -> Optional.of(new Seen(patient, shown.card()));
        };
    }
}
