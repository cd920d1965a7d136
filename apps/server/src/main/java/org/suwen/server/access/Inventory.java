package org.suwen.server.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.DecisionClass;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;

/** What kinds of data a patient has, and how many of each: nothing of a row is opened or named. */
public final class Inventory {

    private final Vault vault;

    /** The inventory of {@code vault}. */
    public Inventory(Vault vault) {
        this.vault = vault;
    }

    /** A kind of data with the number of its rows. */
    public record Kind(DecisionClass data, long count) {}

    /** The kinds a patient has ever had. */
    public List<DecisionClass> classes(PatientId patient) {
        return vault.classes(patient).stream()
                .map(each -> DecisionClass.decode(each.decisionClass()))
                .toList();
    }

    /** The kinds a patient has rows of now. */
    public List<Kind> kinds(PatientId patient) {
        return vault.classes(patient).stream()
                .map(each -> new Kind(
                        DecisionClass.decode(each.decisionClass()),
                        vault.count(patient, Optional.empty(), Set.of(each.token()))))
                .filter(kind -> kind.count() > 0)
                .toList();
    }
}
