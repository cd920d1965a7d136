package org.suwen.ledger.verify;

import java.util.OptionalLong;

/** Ends a check at the first thing that is wrong; never leaves this package's public methods. */
final class BrokenLedger extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Report.Break where;

    private BrokenLedger(OptionalLong position, String message) {
        super(message, null, false, false);
        this.where = new Report.Break(position, message);
    }

    static BrokenLedger at(long position, String message) {
        return new BrokenLedger(OptionalLong.of(position), message);
    }

    static BrokenLedger somewhere(String message) {
        return new BrokenLedger(OptionalLong.empty(), message);
    }

    Report.Break where() {
        return where;
    }
}
