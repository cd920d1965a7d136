package org.suwen.server.matters;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.vault.Cursor;
import org.suwen.vault.Page;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Token;
import org.suwen.vault.Vault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From which day a patient's records may be deleted: so many years after the last visit, and after the last discharge, the
 * later of the two (RGT-13, RGT-14).
 *
 * <p>A visit that runs, or that nobody wrote an end or a beginning of, ends today: what isn't known is kept.
 */
public final class Retention {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> OUTPATIENT = Set.of("AMB", "EMER", "VR", "HH", "FLD");
    private static final int DAY = "2025-06-10".length();

    private final Vault vault;
    private final MatterBook book;
    private final ZoneId zone;

    /** Retention by {@code book} of what lies in {@code vault}. */
    public Retention(Vault vault, MatterBook book, ZoneId zone) {
        this.vault = vault;
        this.book = book;
        this.zone = zone;
    }

    /**
     * What the law says to deleting now.
     *
     * @param earliest the first day on which it may be; absent while a stay runs
     * @param rules the catalogue ids that forbid it now; empty when it is over
     */
    record Term(Optional<LocalDate> earliest, SortedSet<String> rules) {
        boolean over() {
            return rules.isEmpty();
        }
    }

    /** Where counting stands. */
    private static final class Count {
        private Optional<LocalDate> outpatient = Optional.empty();
        private Optional<LocalDate> inpatient = Optional.empty();
        private boolean running;

        void take(JsonNode visit, LocalDate today) {
            JsonNode period = visit.path("period");
            String code = visit.path("class").path("code").asString("");
            if (OUTPATIENT.contains(code)) {
                outpatient = later(
                        outpatient,
                        day(period, "end").or(() -> day(period, "start")).orElse(today));
                return;
            }
            Optional<LocalDate> end = day(period, "end");
            running |= end.isEmpty();
            inpatient = later(inpatient, end.orElse(today));
        }

        private static Optional<LocalDate> later(Optional<LocalDate> one, LocalDate other) {
            return Optional.of(one.filter(other::isBefore).orElse(other));
        }

        private static Optional<LocalDate> day(JsonNode period, String end) {
            String text = period.path(end).asString("");
            return switch (text.length()) {
                case 0 -> Optional.empty();
                case 4 -> Optional.of(LocalDate.of(Integer.parseInt(text), 12, 31));
                case 7 ->
                    Optional.of(LocalDate.parse(text + "-01").plusMonths(1).minusDays(1));
                default -> Optional.of(LocalDate.parse(text.substring(0, DAY)));
            };
        }
    }

    Term of(PatientId patient, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        var count = new Count();
        Set<Token> all = new HashSet<>();
        vault.classes(patient).forEach(each -> all.add(each.token()));
        Optional<Cursor> next = all.isEmpty() ? Optional.empty() : Optional.of(Cursor.start());
        while (next.isPresent()) {
            Page page = vault.list(patient, Optional.of("Encounter"), all, next.get(), Page.MAX_ROWS);
            for (Sealed row : page.rows()) {
                count.take(JSON.readTree(vault.openBody(row)), today);
            }
            next = page.next();
        }
        return term(count, today);
    }

    private Term term(Count count, LocalDate today) {
        Optional<LocalDate> outpatient = count.outpatient.map(day -> day.plus(book.outpatient()));
        Optional<LocalDate> inpatient = count.inpatient.map(day -> day.plus(book.inpatient()));
        SortedSet<String> rules = new TreeSet<>();
        outpatient.filter(today::isBefore).ifPresent(day -> rules.add("RGT-13"));
        inpatient.filter(day -> count.running || today.isBefore(day)).ifPresent(day -> rules.add("RGT-14"));
        LocalDate earliest = later(later(today, outpatient), inpatient);
        return new Term(count.running ? Optional.empty() : Optional.of(earliest), rules);
    }

    private static LocalDate later(LocalDate one, Optional<LocalDate> other) {
        return other.filter(one::isBefore).orElse(one);
    }
}
