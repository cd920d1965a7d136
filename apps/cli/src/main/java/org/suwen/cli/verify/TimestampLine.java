package org.suwen.cli.verify;

import org.suwen.ledger.verify.Report;

/** The line that says how a time stamp came out. */
final class TimestampLine {

    private TimestampLine() {}

    static String of(TimestampCheck.Result result, Report.Language language) {
        boolean zh = language == Report.Language.CHINESE;
        String head =
                switch (result.state()) {
                    case SOUND -> zh ? "  已核验：" : "  checked:     ";
                    case UNKNOWN_AUTHORITY -> zh ? "  未核验：" : "  not checked: ";
                    case BROKEN -> zh ? "  不符之处：" : "  broken:      ";
                };
        return head + (zh ? result.said().zh() : result.said().en());
    }
}
