package org.suwen.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.suwen.decision.DecisionClass;
import org.suwen.vault.ClassEntry;
import org.suwen.vault.PatientId;
import org.suwen.vault.Token;
import org.suwen.vault.Vault;

/** The classes of rows. A token stands for one class for ever, so that what was looked up once need not be again. */
final class RowClasses {

    private static final long CACHED = 100_000;

    private final Vault vault;
    private final Cache<Token, DecisionClass> known =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    RowClasses(Vault vault) {
        this.vault = vault;
    }

    /** The class that a token of this patient stands for. */
    DecisionClass of(PatientId patient, Token token) {
        DecisionClass looked = known.getIfPresent(token);
        if (looked != null) {
            return looked;
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
