package org.suwen.server.office;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Institution;
import org.suwen.server.care.Emergencies;
import org.suwen.server.explorer.Query;
import org.suwen.server.explorer.Search;

/** The office's figures of the day, counted from the ledger. */
public final class Overview {

    private final Search search;
    private final Emergencies emergencies;
    private final Institution institution;
    private final Clock clock;

    /** Figures from the entries of the day. */
    public Overview(Search search, Emergencies emergencies, Institution institution, Clock clock) {
        this.search = search;
        this.emergencies = emergencies;
        this.institution = institution;
        this.clock = clock;
    }

    /** Today's counts. */
    public record Counts(long reads, long denials, long breakGlass, long openStatements, long consentChanges) {}

    Counts today() {
        Instant midnight = clock.instant()
                .atZone(institution.zone())
                .toLocalDate()
                .atStartOfDay(institution.zone())
                .toInstant();
        Map<EntryType, Long> counts = new EnumMap<>(EntryType.class);
        search.all(
                Query.ALL.during(new Query.When(midnight, Query.When.EVER.until())),
                line -> counts.merge(line.type(), 1L, Long::sum));
        long open = emergencies.all().stream()
                .filter(statement -> statement.filedAt().isEmpty())
                .count();
        return new Counts(
                counts.getOrDefault(EntryType.READ, 0L) + counts.getOrDefault(EntryType.SEARCH, 0L),
                counts.getOrDefault(EntryType.DENIAL, 0L),
                counts.getOrDefault(EntryType.BREAK_GLASS, 0L),
                open,
                counts.getOrDefault(EntryType.CONSENT, 0L));
    }
}
