package org.suwen.server.care;

import java.util.UUID;
import org.suwen.server.identity.Caller;

/** Enters a filed statement in the ledger. */
@FunctionalInterface
public interface StatementEntries {
    /** Returns once the entry is durable. */
    void record(Caller caller, Emergencies.Statement statement, UUID reference);
}
