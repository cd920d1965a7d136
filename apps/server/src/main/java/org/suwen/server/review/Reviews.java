package org.suwen.server.review;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.suwen.server.access.Journal;
import org.suwen.server.access.Watch;
import org.suwen.server.explorer.Focus;
import org.suwen.server.explorer.Line;
import org.suwen.server.explorer.Query;
import org.suwen.server.explorer.Search;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Monthly reviews of accesses to special diseases, highly sensitive data and patients with special identities.
 *
 * <p>What there is to review comes from the ledger each time; only the sign-off is kept. The sample is fixed by the month
 * and the entries, so that two reviewers look at the same ones.
 */
public final class Reviews {

    private static final String KIND = "review";
    private static final int SAMPLE = 20;
    private static final int DAYS_TO_REVIEW = 10;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Search search;
    private final DirectoryDocuments documents;
    private final Watch watch;
    private final Rim rim;

    /** Time, and the zone months are counted in. */
    public record Rim(Clock clock, ZoneId zone) {}

    /** Reviews of what {@code search} finds; {@code watch} tells of late ones. */
    public Reviews(Search search, DirectoryDocuments documents, Watch watch, Rim rim) {
        this.search = search;
        this.documents = documents;
        this.watch = watch;
        this.rim = rim;
    }

    /** The month that goes on now. */
    public YearMonth thisMonth() {
        return YearMonth.from(rim.clock().instant().atZone(rim.zone()));
    }

    /** The three reviews of a month. */
    public List<Review> of(YearMonth month) {
        return Arrays.stream(Focus.values()).map(focus -> of(focus, month)).toList();
    }

    private Review of(Focus focus, YearMonth month) {
        var tally = new Tally(focus, month);
        search.all(Query.ALL.labelled(focus.name()).during(during(month)), tally::add);
        return new Review(focus, month, tally.count, tally.sample(), due(month), signed(focus, month));
    }

    private Query.When during(YearMonth month) {
        return new Query.When(
                month.atDay(1).atStartOfDay(rim.zone()).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(rim.zone()).toInstant());
    }

    private Instant due(YearMonth month) {
        LocalDate last = month.plusMonths(1).atDay(DAYS_TO_REVIEW);
        return last.plusDays(1).atStartOfDay(rim.zone()).toInstant();
    }

    /** Counts, and keeps the entries whose hash with the month is least. */
    private static final class Tally {
        private final String salt;
        private final PriorityQueue<Drawn> least = new PriorityQueue<>(
                Comparator.comparing(Drawn::lot, Arrays::compareUnsigned).reversed());
        private long count;

        /** An entry and its lot. */
        @SuppressWarnings("ArrayRecordComponent") // compared by the queue's own order
        private record Drawn(long index, byte[] lot) {}

        Tally(Focus focus, YearMonth month) {
            this.salt = focus + "/" + month + "/";
        }

        void add(Line line) {
            count++;
            byte[] lot = Journal.sha256((salt + line.index()).getBytes(StandardCharsets.US_ASCII));
            least.add(new Drawn(line.index(), lot));
            if (least.size() > SAMPLE) {
                var unused = least.remove();
            }
        }

        List<Long> sample() {
            List<Long> indexes = new ArrayList<>();
            least.forEach(each -> indexes.add(each.index()));
            indexes.sort(Comparator.naturalOrder());
            return indexes;
        }
    }

    private Optional<Review.SignOff> signed(Focus focus, YearMonth month) {
        return stored(focus, month).map(found -> JSON.readValue(found.value(), Review.SignOff.class));
    }

    private Optional<VersionedBytes> stored(Focus focus, YearMonth month) {
        return documents.get(key(focus, month));
    }

    private static DocumentKey key(Focus focus, YearMonth month) {
        return new DocumentKey(KIND, focus + ":" + month);
    }

    /**
     * Keeps what a reviewer found, once; {@code enter} makes the entry before.
     *
     * @return whether it was kept: not twice, and not before the month is over
     */
    public boolean sign(Focus focus, YearMonth month, Review.SignOff found, Runnable enter) {
        if (!month.isBefore(thisMonth()) || stored(focus, month).isPresent()) {
            return false;
        }
        enter.run();
        var unused = documents.put(key(focus, month), 0, JSON.writeValueAsBytes(found));
        return true;
    }

    /** Tells the office, once for each, of reviews of the last month that are late. */
    public void remind() {
        YearMonth month = thisMonth().minusMonths(1);
        Instant now = rim.clock().instant();
        if (now.isBefore(due(month))) {
            return;
        }
        for (Review each : of(month)) {
            if (each.signed().isEmpty() && each.accesses() > 0) {
                watch.tell(
                        "review:" + each.focus() + ":" + month,
                        "OFFICER",
                        each.focus().name(),
                        "REVIEW_DUE",
                        now);
            }
        }
    }
}
