package org.suwen.server.office;

import java.time.Clock;
import java.time.Instant;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Institution;
import org.suwen.server.care.Emergencies;
import org.suwen.server.trace.Trace;

/** The office's figures of the day, counted from the ledger. */
public final class Overview {

    private static final int SCANNED = 5_000;

    private final Trace trace;
    private final Emergencies emergencies;
    private final Institution institution;
    private final Clock clock;

    /** Figures from the latest entries of the ledger. */
    public Overview(Trace trace, Emergencies emergencies, Institution institution, Clock clock) {
        this.trace = trace;
        this.emergencies = emergencies;
        this.institution = institution;
        this.clock = clock;
    }

    /** Today's counts, over the latest 5,000 entries. */
    public record Counts(long reads, long denials, long breakGlass, long openStatements, long consentChanges) {}

    Counts today() {
        Instant midnight = clock.instant()
                .atZone(institution.zone())
                .toLocalDate()
                .atStartOfDay(institution.zone())
                .toInstant();
        var today = trace.latest(
                Long.MAX_VALUE, SCANNED, (type, account) -> !account.at().isBefore(midnight));
        long open = emergencies.all().stream()
                .filter(statement -> statement.filedAt().isEmpty())
                .count();
        return new Counts(
                count(today, EntryType.READ) + count(today, EntryType.SEARCH),
                count(today, EntryType.DENIAL),
                count(today, EntryType.BREAK_GLASS),
                open,
                count(today, EntryType.CONSENT));
    }

    private static long count(java.util.List<Trace.Opened> entries, EntryType type) {
        return entries.stream().filter(entry -> entry.type() == type).count();
    }
}
