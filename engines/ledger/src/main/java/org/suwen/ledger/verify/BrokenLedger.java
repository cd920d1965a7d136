package org.suwen.ledger.verify;

import java.util.OptionalLong;

/** Ends a check at the first thing that is wrong; never leaves this package's public methods. */
final class BrokenLedger extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Report.Break where;

    private BrokenLedger(OptionalLong position, Said what) {
        super(what.en(), null, false, false);
        this.where = new Report.Break(position, what);
    }

    static BrokenLedger at(long position, String en, String zh) {
        return new BrokenLedger(OptionalLong.of(position), new Said(en, zh));
    }

    static BrokenLedger somewhere(String en, String zh) {
        return new BrokenLedger(OptionalLong.empty(), new Said(en, zh));
    }

    Report.Break where() {
        return where;
    }
}
