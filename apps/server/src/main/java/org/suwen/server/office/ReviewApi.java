package org.suwen.server.office;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Role;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.Act;
import org.suwen.server.explorer.Focus;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.review.Period;
import org.suwen.server.review.Report;
import org.suwen.server.review.Review;
import org.suwen.server.review.Reviews;
import org.suwen.server.web.Problem;
import org.suwen.server.web.WrittenText;

/** Reviews of sensitive accesses, month by month, and the reports of quarters and years (DOC-42, DOC-43). */
@RestController
@RequestMapping("/api/office")
public class ReviewApi {

    private final Reviews reviews;
    private final Report report;
    private final OfficeDoor door;
    private final Clock clock;

    /** The interface of {@code reviews} and {@code report}. */
    public ReviewApi(Reviews reviews, Report report, OfficeDoor door, Clock clock) {
        this.reviews = reviews;
        this.report = report;
        this.door = door;
        this.clock = clock;
    }

    /** One review as the office sees it. */
    public record Line(
            Focus focus,
            String month,
            long accesses,
            List<Long> sample,
            Instant due,
            boolean overdue,
            boolean open,
            Optional<Review.SignOff> signed) {}

    /** The three reviews of a month. */
    public record Lines(String month, List<Line> reviews) {}

    /** The reviews of a month; of the last one that is over unless {@code month} names another. */
    @GetMapping("/reviews")
    public Lines reviews(@RequestCaller Caller caller, @RequestParam("month") Optional<String> month) {
        door.enter(caller, "office.reviews");
        return lines(month.map(ReviewApi::month).orElse(reviews.thisMonth().minusMonths(1)));
    }

    private Lines lines(YearMonth month) {
        Instant now = clock.instant();
        boolean over = month.isBefore(reviews.thisMonth());
        return new Lines(
                month.toString(),
                reviews.of(month).stream()
                        .map(each -> new Line(
                                each.focus(),
                                month.toString(),
                                each.accesses(),
                                each.sample(),
                                each.due(),
                                each.signed().isEmpty() && !now.isBefore(each.due()),
                                over && each.signed().isEmpty(),
                                each.signed()))
                        .toList());
    }

    /** What the reviewer found. */
    public record Finding(
            @Nullable List<Long> questioned, @Nullable String note) {}

    /** Signs a review off; the officer, once, when the month is over. */
    @PostMapping("/reviews/{focus}/{month}")
    public Lines sign(
            @RequestCaller Caller caller,
            @PathVariable("focus") String focus,
            @PathVariable("month") String month,
            @RequestBody Finding finding) {
        if (caller.role() != Role.OFFICER) {
            throw door.refused(caller, "review.sign", OfficeDoor.notForThem());
        }
        String note = WrittenText.of(finding.note(), "note");
        Focus which = focus(focus);
        YearMonth when = month(month);
        List<Long> questioned = finding.questioned() == null ? List.of() : finding.questioned();
        var found = new Review.SignOff(caller.accountId(), clock.instant(), questioned, note);
        var act = new Act("review.sign", "AUDIT", new byte[0], which + "/" + when);
        boolean kept = reviews.sign(which, when, found, () -> door.act(caller, EntryType.CHECK, act, Optional.empty()));
        if (!kept) {
            throw new Problem(
                    HttpStatus.CONFLICT, "REVIEW_CLOSED", "本月尚未结束或已复核", "the month is not over, or was reviewed");
        }
        return lines(when);
    }

    /** A quarter's or year's report, {@code 2026-Q1.html} or {@code 2026.csv}. */
    @GetMapping("/reports/{name:[^.]+}.{form:html|csv}")
    public ResponseEntity<String> report(
            @RequestCaller Caller caller, @PathVariable("name") String name, @PathVariable("form") String form) {
        Period period = Period.of(name)
                .orElseThrow(() -> Problem.badRequest(
                        "报告期写作 2026-Q1 或 2026",
                        "`" + name.replaceAll("[^0-9A-Za-z-]", "?") + "` is no period; write 2026-Q1 or 2026"));
        door.enter(
                caller,
                EntryType.EXPORT,
                new Act("office.report", "AUDIT", new byte[0], period.name()),
                Optional.empty());
        boolean table = form.equals("csv");
        return ResponseEntity.ok()
                .contentType(new MediaType("text", table ? "csv" : "html", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"suwen-report-" + period.name() + "." + form + "\"")
                .body(table ? report.csv(period) : report.html(period));
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeParseException wrong) {
            throw Problem.badRequest("月份写作 2026-03", "`month` is written 2026-03");
        }
    }

    private static Focus focus(String text) {
        try {
            return Focus.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw Problem.notFound();
        }
    }
}
