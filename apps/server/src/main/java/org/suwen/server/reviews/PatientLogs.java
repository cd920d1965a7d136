package org.suwen.server.reviews;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.ledger.EntryType;
import org.suwen.server.trace.Trace;

/** What patients' and guardians' accounts did: reads of what is hidden, and many downloads (PAT-23). */
public final class PatientLogs implements Reviews.Figures {

    private static final int MOST = 100_000;
    private static final int MANY = 3;
    private static final Set<String> ROLES = Set.of("PATIENT", "GUARDIAN");

    private final Trace trace;

    /** Figures from {@code trace}. */
    public PatientLogs(Trace trace) {
        this.trace = trace;
    }

    @Override
    public SortedMap<String, Object> of(Reviews.Span period) {
        List<Trace.Opened> entries = trace.latest(
                Long.MAX_VALUE,
                MOST,
                (type, account) -> ROLES.contains(account.caller().role())
                        && !account.at().isBefore(period.from())
                        && account.at().isBefore(period.until()));
        Map<String, Integer> downloads = new TreeMap<>();
        List<String> sensitive = new ArrayList<>();
        for (Trace.Opened each : entries) {
            String actor = each.account().caller().actor();
            if (download(each)) {
                downloads.merge(actor, 1, Integer::sum);
            }
            if (each.account().verdict().reasons().contains("HIDDEN_ONLINE") && !sensitive.contains(actor)) {
                sensitive.add(actor);
            }
        }
        List<String> frequent = downloads.entrySet().stream()
                .filter(each -> each.getValue() >= MANY)
                .map(Map.Entry::getKey)
                .toList();
        SortedMap<String, Object> figures = new TreeMap<>();
        figures.put("entries", entries.size());
        figures.put("frequentDownloads", frequent);
        figures.put("sensitiveAccess", sensitive);
        return figures;
    }

    /** A copy that was handed out carries the warning of the rule for downloads. */
    private static boolean download(Trace.Opened entry) {
        return entry.type() == EntryType.EXPORT
                || entry.account().act().operation().equals("feed.download")
                || (entry.type() != EntryType.DENIAL
                        && entry.account().verdict().rules().contains("PAT-14"));
    }
}
