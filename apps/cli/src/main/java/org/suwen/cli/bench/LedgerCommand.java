package org.suwen.cli.bench;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.suwen.cli.bench.ledger.Figures;
import org.suwen.cli.bench.ledger.LedgerBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command `suwen bench ledger`: durable entries, verification and proofs, beside the bare database. */
@Command(
        name = "ledger",
        description = "Measures the ledger on a database of its own: durable entries a second, proofs, verification;"
                + " and bare group commits by COPY of the same bytes in the same run.",
        mixinStandardHelpOptions = true)
final class LedgerCommand implements Callable<Integer> {

    private static final String PEERS =
            "recorded peers, for scale: Tessera 10,567 entries/s (30 cores, NVMe), 2.3 s or more"
                    + " until integrated; Hyperledger Fabric 2,947/s; Trillian 400 to 1,000/s";

    private final Clock clock;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each figure is taken; ${DEFAULT-VALUE} if not given.",
            defaultValue = "8")
    private int seconds;

    @Option(
            names = "--callers",
            paramLabel = "N",
            description = "Callers at once of the largest figure; ${DEFAULT-VALUE} if not given.",
            defaultValue = "64")
    private int callers;

    @Option(
            names = "--entries",
            paramLabel = "N",
            description = "Entries of the log that is verified, of up to 20 million; ${DEFAULT-VALUE} if not given.",
            defaultValue = "1000000")
    private long entries;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Put the result into this page, such as docs/performance.md.")
    private @Nullable Path page;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    LedgerCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        err.println("measuring this machine for about 10 s");
        err.flush();
        Calibration.Figures machine = new Calibration(System::nanoTime).measure();
        LedgerBench.Result result =
                new LedgerBench(System::nanoTime, clock).run(new LedgerBench.Order(seconds, callers, entries), err);
        String text = text(machine, result);
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        if (page != null) {
            Recorded.into(page, "ledger", text);
        }
        return 0;
    }

    private String text(Calibration.Figures machine, LedgerBench.Result result) {
        var text = new StringBuilder();
        text.append(form("suwen bench ledger --seconds %d --callers %d --entries %d", seconds, callers, entries));
        text.append(form(
                "%d processors, Java %s; %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.specification.version"),
                machine.line()));
        text.append(form(
                "load average when done %.2f; callers, ledger and PostgreSQL share the machine; warm-up 6 s; pool of 8 connections, one of them the sequencer's",
                Calibration.loadAverage()));
        text.append(form(
                "entries of %d bytes: two AES-GCM seals, token, tree, durable commit, checkpoint each second",
                result.entryBytes()));
        text.append("\n                              callers   per second    p50 ms    p99 ms    max ms\n");
        for (Figures each : result.appended()) {
            text.append(row("durable entries", each));
        }
        text.append(row("bare COPY, same bytes", result.bare()));
        text.append(form("\n%d callers reach %.0f %% of the bare commits", callers, 100 * result.ratio()));
        text.append(form(
                "verified %d entries in %.1f s, %.0f a second",
                entries, result.verifySeconds(), entries / result.verifySeconds()));
        text.append(form(
                "inclusion proof in a tree of 100,000,000, every tile read from PostgreSQL: p50 %.2f ms, p99 %.2f ms",
                result.proofs().p50Millis(), result.proofs().p99Millis()));
        text.append('\n').append(PEERS).append('\n');
        return text.toString();
    }

    private static String row(String what, Figures each) {
        return form(
                "%-28s %8d %12.0f %9.2f %9.2f %9.1f",
                what, each.callers(), each.perSecond(), each.p50Millis(), each.p99Millis(), each.worstMillis());
    }

    @FormatMethod
    private static String form(@FormatString String form, Object... values) {
        return String.format(Locale.ROOT, form, values) + '\n';
    }
}
