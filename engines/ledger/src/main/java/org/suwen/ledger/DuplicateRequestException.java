package org.suwen.ledger;

import java.util.UUID;

/** Says that the request has its entry already, and where: how an unknown commit is settled (D16). */
public final class DuplicateRequestException extends LedgerException {
    private static final long serialVersionUID = 1L;

    private final long index;

    DuplicateRequestException(UUID request, long index) {
        super("DUPLICATE_REQUEST", "request `" + request + "` is already entry `" + index + "`");
        this.index = index;
    }

    /** The index of the request's entry. */
    public long index() {
        return index;
    }
}
