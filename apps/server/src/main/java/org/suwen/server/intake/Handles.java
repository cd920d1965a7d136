package org.suwen.server.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.suwen.vault.Bindings;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;

/** By what a patient is found: identities that are one patient's alone, and phones that several may share. */
record Handles(Vault vault, IdentitySystems systems) {

    /** Those that a submission gives its patient; refuses what another patient is known by. */
    List<Bindings.Identity> of(PatientId patient, List<Piece> pieces) {
        List<Bindings.Identity> found = new ArrayList<>();
        for (Piece piece : pieces) {
            if (!piece.type().equals("Patient")) {
                continue;
            }
            for (IdentitySystems.Identity each : systems.of(piece.scan())) {
                Bindings.Identity identity = IdentitySystems.binding(each, true);
                Optional<PatientId> holder = vault.find(identity.kind(), identity.value());
                if (holder.isPresent() && !holder.get().equals(patient)) {
                    throw taken(identity.kind());
                }
                found.add(identity);
            }
            for (String phone : IdentitySystems.phones(piece.json())) {
                found.add(IdentitySystems.binding(new IdentitySystems.Identity("PHONE", phone), false));
            }
        }
        return found;
    }

    static RefusedInputException taken(String kind) {
        return RefusedInputException.of(
                409,
                "duplicate",
                "Patient.identifier",
                "another patient has this `" + kind + "`; update that patient, or merge the two");
    }
}
