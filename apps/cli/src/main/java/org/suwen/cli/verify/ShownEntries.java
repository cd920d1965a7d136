package org.suwen.cli.verify;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.suwen.ledger.evidence.EvidenceVerifier.Shown;
import org.suwen.ledger.part.AccountPart;

/** Prints what verified entries say, a line each. */
final class ShownEntries {

    private static final int LINES = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private ShownEntries() {}

    static void print(List<Shown> shown, PrintWriter out) {
        for (Shown each : shown.subList(0, Math.min(LINES, shown.size()))) {
            out.println("  " + each.index() + "  " + line(each));
        }
        if (shown.size() > LINES) {
            out.println("  … " + (shown.size() - LINES) + " more");
        }
    }

    private static String line(Shown shown) {
        try {
            AccountPart account =
                    AccountPart.decode(shown.disclosure().account().plain());
            return String.join(
                    "  ",
                    TIME.format(account.at().atZone(ZoneId.systemDefault())),
                    shown.entry().type().name(),
                    account.caller().actor() + "(" + account.caller().role() + ")",
                    account.act().operation(),
                    account.act().purpose(),
                    account.verdict().outcome().name() + " " + account.verdict().ground()
                            + String.join(",", account.verdict().reasons()));
        } catch (IllegalArgumentException unknown) {
            return shown.entry().type().name() + "  (its account part has an unknown form)";
        }
    }
}
