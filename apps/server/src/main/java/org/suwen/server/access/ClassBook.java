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
    private final Cache<Token, DecisionClass> known =
            Caffeine.newBuilder().maximumSize(CACHED_CLASSES).build();

    ClassBook(Vault vault) {
        this.vault = vault;
    }

    /** The class of a patient that a token stands for. */
    DecisionClass of(PatientId patient, Token token) {
        DecisionClass cached = known.getIfPresent(token);
        if (cached != null) {
            return cached;
        }
        for (ClassEntry each : vault.classes(patient)) {
            known.put(each.token(), DecisionClass.decode(each.decisionClass()));
        }
        DecisionClass found = known.getIfPresent(token);
        if (found == null) {
            throw new IllegalStateException("a row's class is missing from its patient's classes");
        }
        return found;
    }
}
