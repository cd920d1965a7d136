package org.suwen.server.reviews;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.server.access.Watch;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.acts.Shelf;

/** The reviews that come round: what is due, who signed what, and an alert once something is overdue. */
public final class Reviews {

    private static final String START = "start";

    private final Shelf<Signed> signed;
    private final Shelf<Instant> starts;
    private final Map<ReviewKind, Figures> figures;
    private final Rim rim;

    /** Time, place and whom to alert. */
    public record Rim(Watch watch, Clock clock, ZoneId zone) {}

    /** Works out what a review looks at. */
    public interface Figures {
        /** What there is to look at in {@code period}. */
        SortedMap<String, Object> of(Span period);
    }

    /** The time a review is about; the end is excluded. */
    public record Span(Instant from, Instant until) {}

    /** A review that was done. */
    public record Signed(ReviewKind kind, String period, Instant at, String by, String findings) {}

    /**
     * A review that is to be done.
     *
     * @param due the first moment at which it is overdue
     */
    public record Due(ReviewKind kind, String period, Instant due, boolean overdue) {}

    /** Reviews signed on {@code signed}, first due after {@code starts}. */
    public Reviews(Shelf<Signed> signed, Shelf<Instant> starts, Map<ReviewKind, Figures> figures, Rim rim) {
        this.signed = signed;
        this.starts = starts;
        this.figures = Map.copyOf(figures);
        this.rim = rim;
    }

    /** The acts. */
    public List<Known> acts() {
        return List.of(
                Known.ofOfficer("reviews.list", this::list),
                Known.ofOfficer("reviews.look", this::look),
                Known.ofOfficer("reviews.sign", this::sign));
    }

    /** What is to be done, the overdue before the rest. */
    public List<Due> open() {
        Instant now = rim.clock().instant();
        List<Due> open = new ArrayList<>();
        for (ReviewKind kind : ReviewKind.values()) {
            switch (kind.rhythm()) {
                case QUARTER -> quarters(kind, now, open);
                case YEAR_AFTER -> open.add(yearly(kind, now));
            }
        }
        open.sort(Comparator.comparing(Due::due));
        return open;
    }

    /** Tells the office of everything overdue, once each. */
    public void sweep() {
        Instant now = rim.clock().instant();
        open().stream().filter(Due::overdue).forEach(each -> {
            String about = each.kind() + " " + each.period();
            rim.watch().tell("review:" + about, "OFFICER", about, "REVIEW_OVERDUE", now);
        });
    }

    private void quarters(ReviewKind kind, Instant now, List<Due> open) {
        LocalDate day = quarter(start(now).atZone(rim.zone()).toLocalDate());
        for (; !day.atStartOfDay(rim.zone()).toInstant().isAfter(now); day = day.plusMonths(3)) {
            String period = name(day);
            Instant due = day.plusMonths(3).atStartOfDay(rim.zone()).toInstant();
            if (signed.get(key(kind, period)).isEmpty()) {
                open.add(new Due(kind, period, due, !now.isBefore(due)));
            }
        }
    }

    private Due yearly(ReviewKind kind, Instant now) {
        Instant last = lastOf(kind).map(Signed::at).orElseGet(() -> start(now));
        ZonedDateTime due = last.atZone(rim.zone()).plusYears(1);
        return new Due(kind, due.toLocalDate().toString(), due.toInstant(), !now.isBefore(due.toInstant()));
    }

    private Optional<Signed> lastOf(ReviewKind kind) {
        return signed.all().stream().filter(each -> each.kind() == kind).max(Comparator.comparing(Signed::at));
    }

    /** When the house began to be reviewed; noted the first time anybody asks. */
    private Instant start(Instant now) {
        Shelf.Held<Instant> held = starts.held(START);
        if (held.value().isEmpty()) {
            starts.putting(held, now).run();
        }
        return held.value().orElse(now);
    }

    private static LocalDate quarter(LocalDate day) {
        return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
    }

    private static String name(LocalDate quarter) {
        return quarter.getYear() + "-Q" + ((quarter.getMonthValue() - 1) / 3 + 1);
    }

    private static String key(ReviewKind kind, String period) {
        return kind + ":" + period;
    }

    private ActOutcome list(Doing doing) {
        doing.only();
        List<String> open = new ArrayList<>();
        List<String> overdue = new ArrayList<>();
        open().forEach(each -> (each.overdue() ? overdue : open).add(key(each.kind(), each.period())));
        return ActOutcome.told(List.of(), Map.of("open", open, "overdue", overdue));
    }

    /** What a review looks at: figures of its period. */
    private ActOutcome look(Doing doing) {
        doing.only("kind", "period");
        ReviewKind kind = doing.constant("kind", ReviewKind.class);
        Due due = due(kind, doing.find("period"));
        return ActOutcome.told(
                List.of(kind.rule()),
                figures.getOrDefault(kind, period -> new TreeMap<>()).of(span(due)));
    }

    private ActOutcome sign(Doing doing) {
        doing.only("kind", "period", "findings");
        ReviewKind kind = doing.constant("kind", ReviewKind.class);
        String findings = doing.text("findings");
        Due due = due(kind, doing.find("period"));
        String period = kind.rhythm() == ReviewKind.Rhythm.QUARTER
                ? due.period()
                : doing.at().toString();
        Shelf.Held<Signed> held = signed.held(key(kind, period));
        var done = new Signed(kind, period, doing.at(), doing.caller().accountId(), findings);
        return ActOutcome.done(
                List.of(kind.rule()),
                Map.of("period", due.period(), "late", due.overdue()),
                signed.putting(held, done));
    }

    private Due due(ReviewKind kind, Optional<String> period) {
        return open().stream()
                .filter(each -> each.kind() == kind)
                .filter(each -> period.map(each.period()::equals).orElse(true))
                .findFirst()
                .orElseThrow(() -> Doing.fault("there is no open review of " + kind + " for this `period`"));
    }

    private Span span(Due due) {
        ZonedDateTime until = due.due().atZone(rim.zone());
        ZonedDateTime from =
                due.kind().rhythm() == ReviewKind.Rhythm.QUARTER ? until.minusMonths(3) : until.minusYears(1);
        return new Span(from.toInstant(), due.due());
    }
}
