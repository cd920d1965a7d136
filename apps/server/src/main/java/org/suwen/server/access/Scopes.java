package org.suwen.server.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.suwen.decision.Actor;
import org.suwen.decision.CareUnit;
import org.suwen.fhir.search.Anchor;
import org.suwen.fhir.search.SearchQuery;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;

/**
 * Finds whose records a search can be about (D9): a patient it names, the patient of a resource it names, whoever has an
 * identity it names, or, for a search of Patient alone, the care list of the caller's own unit.
 */
public final class Scopes {

    /** Most patients that one search looks at. */
    public static final int MOST_PATIENTS = 100;

    private final Vault vault;
    private final Gate gate;
    private final Standings standings;

    /** Scopes by the blind tokens of {@code vault}; what {@code gate} hides from the caller leads to nobody. */
    public Scopes(Vault vault, Gate gate, Standings standings) {
        this.vault = vault;
        this.gate = gate;
        this.standings = standings;
    }

    /**
     * Whose records.
     *
     * @param patients none when what was named isn't there
     * @param named whether the search itself names the patient; if not, a refusal must not be told from nothing found
     */
    public record Scope(List<PatientId> patients, boolean named) {
        /** Copies the list. */
        public Scope {
            patients = List.copyOf(patients);
        }
    }

    /** The scope; nothing when the search hangs on nothing, which makes it too costly. */
    public Optional<Scope> of(Ask ask, SearchQuery query) {
        List<List<Anchor>> usable = query.anchors().stream()
                .filter(each -> each.size() <= MOST_PATIENTS)
                .filter(each -> each.stream().allMatch(Scopes::isUsable))
                .toList();
        Optional<List<Anchor>> best = usable.stream()
                .filter(Scopes::namesPatients)
                .findFirst()
                .or(() -> usable.stream().findFirst());
        if (best.isPresent()) {
            Set<PatientId> found = new TreeSet<>(java.util.Comparator.comparing(PatientId::value));
            best.get().forEach(each -> patient(ask, each).ifPresent(found::add));
            return Optional.of(new Scope(
                    List.copyOf(found), namesPatients(best.get()) && best.get().size() == 1));
        }
        return query.type().equals("Patient") ? ownUnit(ask) : Optional.empty();
    }

    private static boolean isUsable(Anchor anchor) {
        return !(anchor instanceof Anchor.Named named) || !named.type().isEmpty();
    }

    private static boolean namesPatients(List<Anchor> alternatives) {
        return alternatives.stream().allMatch(each -> each instanceof Anchor.Named named && namesPatient(named));
    }

    private Optional<PatientId> patient(Ask ask, Anchor anchor) {
        return switch (anchor) {
            case Anchor.Named named when named.id().isEmpty() || named.id().length() > 64 -> Optional.empty();
            case Anchor.Named named when namesPatient(named) && !isOurs(named.id()) -> Optional.empty();
            case Anchor.Named named ->
                vault.locate(named.type(), named.id())
                        .filter(row -> namesPatient(named) || !gate.isHidden(ask, row))
                        .map(row -> row.patient());
            case Anchor.Identity identity -> {
                List<String> kinds = identity.parameter().equals("identifier")
                        ? List.of("RECORD_NUMBER", "ID_NUMBER")
                        : List.of("PHONE");
                yield kinds.stream()
                        .flatMap(kind -> vault.find(kind, identity.value()).stream())
                        .findFirst();
            }
        };
    }

    private static boolean namesPatient(Anchor.Named named) {
        return named.type().equals("Patient");
    }

    private static boolean isOurs(String id) {
        try {
            return UUID.fromString(id).toString().equals(id);
        } catch (IllegalArgumentException notOurs) {
            return false;
        }
    }

    /** The patients of the caller's unit, when he works in one and it has not too many. */
    private Optional<Scope> ownUnit(Ask ask) {
        Actor actor =
                standings.ofNew(ask, new PatientId(ask.request())).request().actor();
        if (actor.unit().isEmpty()) {
            return Optional.empty();
        }
        CareUnit unit = actor.unit().get();
        String key = Lookups.unitKey(actor.institution(), unit.department(), unit.group());
        List<PatientId> patients = vault.related(key, MOST_PATIENTS + 1);
        return patients.size() > MOST_PATIENTS ? Optional.empty() : Optional.of(new Scope(patients, false));
    }
}
