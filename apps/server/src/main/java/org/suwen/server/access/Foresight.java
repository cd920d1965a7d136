package org.suwen.server.access;

import java.util.Optional;
import java.util.Set;
import org.suwen.vault.Glance;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Token;
import org.suwen.vault.Vault;

/**
 * Locates what a request is about, together with whatever the database is asked next, so that it costs no round trip of
 * its own. What is located stays sealed; the gate decides as before.
 */
public final class Foresight {

    private final Vault vault;
    private final Glances glances;

    /** Locates in {@code vault} by {@code glances}. */
    public Foresight(Vault vault, Glances glances) {
        this.vault = vault;
        this.glances = glances;
    }

    /** A resource that is being located. */
    public record Resource(String type, String id, Token name, Glances.Later later) {
        /** The row, still sealed; empty when there is none. */
        Optional<Sealed> row() {
            return later.get().row(name);
        }
    }

    /** A patient's record that is being located. */
    public record Patient(PatientId patient, Token name, Glances.Later later) {
        /** Whether the patient is here. */
        public boolean isThere() {
            return later.get().row(name).isPresent();
        }

        /** The tokens of the classes that the patient's rows have or had. */
        Set<Token> classes() {
            return later.get().classes(patient);
        }
    }

    /** Begins to locate a resource. */
    public Resource resource(String type, String id) {
        Token name = vault.rowToken(type, id);
        return new Resource(type, id, name, glances.later(Glance.atRow(name)));
    }

    /** Begins to locate a patient's record. */
    public Patient patient(PatientId patient) {
        Token name = vault.rowToken("Patient", patient.toString());
        return new Patient(patient, name, glances.later(new Glance(Set.of(name), Set.of(), Set.of(patient))));
    }
}
