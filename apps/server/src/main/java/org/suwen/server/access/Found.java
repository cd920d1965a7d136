package org.suwen.server.access;

import org.suwen.decision.Permit;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;

/** A row with its opened header and the permit that holds for it. */
record Found(Sealed row, RowHeader header, Permit permit) {

    /** How a release of it stands in the ledger. */
    Journal.PageRow entry() {
        return new Journal.PageRow(header, row.row().version(), permit.ground());
    }

    /** Opens it and cuts it down by the duties; only after the release has its entry (I1). */
    Answer.Resource open(Vault vault, Projector projector) {
        byte[] json = projector.project(vault.openBody(row), header.type(), permit.duties());
        return new Answer.Resource(header.type(), header.id(), row.row().version(), json);
    }
}
