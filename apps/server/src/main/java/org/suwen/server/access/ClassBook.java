package org.suwen.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.suwen.decision.DecisionClass;
import org.suwen.vault.ClassEntry;
import org.suwen.vault.PatientId;
import org.suwen.vault.Token;
import org.suwen.vault.Vault;

/** Which class a token stands for: one for ever, so that what was looked up once need not be again. */
final class ClassBook {

    private static final long CACHED_CLASSES = 100_000;

    private final Vault vault;
    private final Cache<Token, Known> known =
            Caffeine.newBuilder().maximumSize(CACHED_CLASSES).build();

    private record Known(PatientId patient, DecisionClass dataClass) {}

    ClassBook(Vault vault) {
        this.vault = vault;
    }

    /** The class of a patient that a token stands for. */
    DecisionClass of(PatientId patient, Token token) {
        Known cached = known.getIfPresent(token);
        if (cached != null) {
            return cached.dataClass();
        }
        for (ClassEntry each : vault.classes(patient)) {
            known.put(each.token(), new Known(patient, DecisionClass.decode(each.decisionClass())));
        }
        Known found = known.getIfPresent(token);
        if (found == null) {
            throw new IllegalStateException("a row's class is missing from its patient's classes");
        }
        return found.dataClass();
    }

    /** Forgets a patient's classes, for erasure. */
    void forget(PatientId patient) {
        known.asMap().values().removeIf(each -> each.patient().equals(patient));
    }
}
