package org.suwen.server.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.suwen.decision.CareUnit;
import org.suwen.fhir.FhirScan;
import org.suwen.server.access.Cards;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Lookups;
import org.suwen.vault.Bindings;
import org.suwen.vault.IdentityTakenException;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;

/** Makes the blind index again out of the sealed rows and cards, since no backup holds it (D12). */
public final class Rebuilding {

    private static final int PAGE = 500;

    private final Vault vault;
    private final Cards cards;
    private final Institution institution;
    private final IdentitySystems systems;

    /** An index over {@code vault} for {@code institution}. */
    public Rebuilding(Vault vault, Cards cards, Institution institution, IdentitySystems systems) {
        this.vault = vault;
        this.cards = cards;
        this.institution = institution;
        this.systems = systems;
    }

    /** Binds the identities and care lists of all who are not erased; gives how many patients that were. */
    public int all() {
        int count = 0;
        List<PatientId> page = vault.living(new PatientId(new UUID(0, 0)), PAGE);
        while (!page.isEmpty()) {
            page.forEach(this::one);
            count += page.size();
            page = vault.living(page.getLast(), PAGE);
        }
        return count;
    }

    private void one(PatientId patient) {
        Optional<Sealed> row = vault.locate("Patient", patient.toString());
        byte[] body = row.map(vault::openBody).orElse(new byte[0]);
        if (body.length > 0) {
            for (IdentitySystems.Identity each : systems.of(FhirScan.of(body))) {
                bind(patient, IdentitySystems.binding(each, true));
            }
            for (String phone : IdentitySystems.phones(body)) {
                bind(patient, IdentitySystems.binding(new IdentitySystems.Identity("PHONE", phone), false));
            }
        }
        for (CareUnit unit : CardFacts.units(cards.current(patient).card(), institution.code())) {
            vault.relate(patient, Lookups.unitKey(institution.code(), unit.department(), unit.group()));
        }
    }

    /** What several share stays with the one who has it, as when it was first written. */
    private void bind(PatientId patient, Bindings.Identity identity) {
        try {
            vault.bind(patient, identity.kind(), identity.value());
        } catch (IdentityTakenException shared) {
            if (identity.exclusive()) {
                throw shared;
            }
        }
    }
}
