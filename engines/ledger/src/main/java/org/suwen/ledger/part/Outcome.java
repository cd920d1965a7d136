package org.suwen.ledger.part;

import java.util.Optional;

/** How an operation ended. The codes are part of the format and never change. */
public enum Outcome {
    PERMIT(1),
    DENY(2),
    DONE(3),
    FAULT(4);

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Optional<Outcome> of(long code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[(int) code - 1]) : Optional.empty();
    }
}
