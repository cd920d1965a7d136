package org.suwen.server.access;

import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.Permit;
import org.suwen.decision.Residual;

/** Applies to a row what a decision left to be tested row by row (D1). */
final class Residuals {

    private Residuals() {}

    static boolean isFree(Residual residual) {
        return residual.notBefore().isEmpty()
                && residual.author().isEmpty()
                && residual.ids().isEmpty();
    }

    /** An item without a date does not pass a date test: unknown is closed (I2). */
    static boolean holds(Residual residual, RowHeader header) {
        boolean recent = residual.notBefore()
                .map(first -> header.date().map(day -> !day.isBefore(first)).orElse(false))
                .orElse(true);
        boolean own = residual.author().map(header.author()::equals).orElse(true);
        boolean named = residual.ids().isEmpty() || residual.ids().contains(header.id());
        return recent && own && named;
    }

    /** The denial of a row that fails its residual. */
    static Deny denial(Permit permit, DecisionEngine engine) {
        return engine.deny(permit.residual().notBefore().isPresent() ? "ARCHIVE_APPLICATION" : "NO_GROUND");
    }
}
