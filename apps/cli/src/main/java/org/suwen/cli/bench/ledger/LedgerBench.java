package org.suwen.cli.bench.ledger;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.LedgerConfig;
import org.suwen.ledger.note.Ed25519Signer;
import org.suwen.ledger.postgres.LedgerSchema;
import org.suwen.ledger.postgres.PostgresLedgerStore;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.postgres.EmbeddedPostgres;

/** Measures the ledger on a fresh embedded PostgreSQL with durable settings, and the bare database beside it. */
public final class LedgerBench {
    private static final String ORIGIN = "bench.suwen.example/ledger";
    private static final int WARM_UP_SECONDS = 6;
    private static final int CONNECTIONS = 8;

    private final LongSupplier nanos;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * What is measured.
     *
     * @param seconds how long each figure is taken
     * @param callers of the large figure
     * @param verified entries of the log that is verified
     */
    public record Order(int seconds, int callers, long verified) {}

    /** What came out. */
    public record Result(List<Figures> appended, Figures bare, int entryBytes, double verifySeconds, Figures proofs) {
        /** The large figure as a part of what the bare commits reached. */
        public double ratio() {
            return appended.getLast().perSecond() / bare.perSecond();
        }
    }

    /** A benchmark by these clocks. */
    public LedgerBench(LongSupplier nanos, InstantSource clock) {
        this.nanos = nanos;
        this.clock = clock;
    }

    /** Runs all of it, telling {@code progress} what comes next. */
    public Result run(Order order, PrintWriter progress) throws SQLException, InterruptedException {
        try (EmbeddedPostgres database = EmbeddedPostgres.temporary();
                HikariDataSource source = pool(database)) {
            try (Connection connection = source.getConnection()) {
                LedgerSchema.create(connection);
            }
            var keys = new BenchKeys(random);
            var appending = new Appending(keys, nanos, clock);
            var signer = new Ed25519Signer(ORIGIN, Ed25519Signer.generate(random));
            List<Figures> appended;
            byte[] entry;
            LedgerConfig config = LedgerConfig.of(
                    ORIGIN, new PostgresLedgerStore(source), signer, keys, new LedgerConfig.Rim(clock, random));
            try (Ledger ledger = Ledger.open(config)) {
                say(progress, "appending: warm-up, then one caller, 16 and %d", order.callers());
                appending.run(ledger, order.callers(), WARM_UP_SECONDS);
                appended = List.of(
                        appending.run(ledger, 1, order.seconds()),
                        appending.run(ledger, 16, order.seconds()),
                        appending.run(ledger, order.callers(), order.seconds()));
                entry = ledger.entry(0).orElseThrow().encode();
            }
            say(progress, "bare commits of the same %d bytes", entry.length);
            Figures bare = bare(source, appending, entry, order);
            say(progress, "proofs in a tree of 100,000,000");
            Figures proofs = new Proving(source, nanos, random).run();
            say(progress, "verifying %d entries", order.verified());
            return new Result(appended, bare, entry.length, verify(order.verified(), signer), proofs);
        }
    }

    private static HikariDataSource pool(EmbeddedPostgres database) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    @FormatMethod
    private static void say(PrintWriter progress, @FormatString String form, Object... values) {
        progress.println(String.format(Locale.ROOT, form, values));
        progress.flush();
    }

    private static Figures bare(DataSource source, Appending appending, byte[] entry, Order order)
            throws SQLException, InterruptedException {
        try (var commits = new BareCommit(source.getConnection())) {
            Appending.Call call = turn -> commits.add(entry);
            appending.measured(order.callers(), WARM_UP_SECONDS, caller -> call);
            return appending.measured(order.callers(), order.seconds(), caller -> call);
        }
    }

    private double verify(long entries, Ed25519Signer signer) {
        var log = new SyntheticLog(entries, signer, ORIGIN);
        var trust = new Trust(Optional.of(ORIGIN), List.of(signer.verifier()), Optional.empty(), Optional.empty());
        long before = nanos.getAsLong();
        Report report = new LedgerVerifier(log, trust).verify(done -> {});
        double seconds = (nanos.getAsLong() - before) / 1e9;
        if (report.state() != Report.State.VERIFIED) {
            throw new IllegalStateException("the log of the benchmark does not verify: " + report.text());
        }
        return seconds;
    }
}
