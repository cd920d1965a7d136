package org.suwen.server.intake;

import java.time.Instant;
import org.suwen.decision.DecisionClass;
import org.suwen.server.access.Deleted;
import org.suwen.server.access.RowHeader;
import org.suwen.vault.Put;
import org.suwen.vault.Sealed;

/**
 * A resource that a submission ends.
 *
 * @param type FHIR type
 * @param id logical id
 * @param current the row as it stands
 */
record Ending(String type, String id, Sealed current) {

    long version() {
        return current.row().version() + 1;
    }

    /** The version that says so: no content, and a class under which it is never listed. */
    Put put(DecisionClass live, RowHeader before, Instant at) {
        var header = new RowHeader(type, id, at, before.date(), before.author(), "", before.own(), java.util.Set.of());
        return new Put(
                current.patient(),
                type,
                id,
                version(),
                Deleted.of(live).encode(),
                header.encode(),
                new byte[0],
                java.util.Optional.empty());
    }
}
