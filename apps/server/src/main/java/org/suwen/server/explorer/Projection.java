package org.suwen.server.explorer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.suwen.ledger.AuditKeys;
import org.suwen.ledger.Entry;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.part.AccountPart;
import org.suwen.server.explorer.Pages.Chapter;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentMovedException;

/**
 * The account parts of the whole ledger, sealed, in pages that are quick to search.
 *
 * <p>It holds nothing that the log does not: what is not projected yet, or is gone, is read from the log, so an answer
 * never depends on how far the projection is, and {@link #rebuild()} may be called at any time.
 */
public final class Projection {

    private static final long PAGES_KEPT = 512;
    private static final long CHAPTERS_KEPT = 64;

    private final Ledger ledger;
    private final Pages pages;
    private final Cache<Long, List<Line>> read =
            Caffeine.newBuilder().maximumSize(PAGES_KEPT).build();
    private final Cache<Long, Chapter> chapters =
            Caffeine.newBuilder().maximumSize(CHAPTERS_KEPT).build();

    /** The projection of {@code ledger}, kept in {@code documents} and sealed under its own {@code keys}. */
    public Projection(Ledger ledger, DirectoryDocuments documents, AuditKeys keys) {
        this.ledger = ledger;
        this.pages = new Pages(documents, keys);
    }

    /** How many entries the ledger has. */
    long size() {
        return ledger.status().head().size();
    }

    /** Projects what has been appended since, whole pages only; gives how many pages it wrote. */
    public synchronized long catchUp() {
        try {
            return project();
        } catch (DocumentMovedException another) { // another node does the same work
            return 0;
        }
    }

    private long project() {
        long first = pages.stored();
        long page = first;
        while ((page + 1) * Pages.ENTRIES <= size()) {
            List<Pages.Keyed> lines = fromLedger(page);
            pages.write(page, lines);
            page++;
            if (page % Pages.CHAPTER == 0) {
                pages.write(page / Pages.CHAPTER - 1, sieves(page / Pages.CHAPTER - 1));
                pages.stored(page);
            }
        }
        if (page > first) {
            pages.stored(page);
        }
        return page - first;
    }

    /** Throws the projection away and makes it again from the log; gives how many entries it holds then. */
    public synchronized long rebuild() {
        pages.clear(pages.stored());
        read.invalidateAll();
        chapters.invalidateAll();
        return catchUp() * Pages.ENTRIES;
    }

    /** How many entries are projected. */
    public long projected() {
        return pages.stored() * Pages.ENTRIES;
    }

    /** The entries of a page in their order; from the log when the page is not stored. */
    List<Line> lines(long page) {
        if ((page + 1) * Pages.ENTRIES > size()) {
            return plain(fromLedger(page));
        }
        return read.get(page, number -> pages.read(number).orElseGet(() -> plain(fromLedger(number))));
    }

    private static List<Line> plain(List<Pages.Keyed> keyed) {
        return keyed.stream().map(Pages.Keyed::line).toList();
    }

    /** Whether a page may hold an entry with all these facts between these times (milliseconds since 1970). */
    boolean mayHold(long page, Collection<String> facets, long from, long until) {
        return chapter(page / Pages.CHAPTER)
                .map(found -> {
                    int at = (int) (page % Pages.CHAPTER);
                    return found.latest()[at] >= from
                            && found.earliest()[at] < until
                            && facets.stream()
                                    .allMatch(facet -> Sieve.mayHold(found.sieves(), at * Sieve.BYTES, facet));
                })
                .orElse(true);
    }

    private Optional<Chapter> chapter(long number) {
        Chapter known = chapters.getIfPresent(number);
        if (known == null && (number + 1) * Pages.CHAPTER * Pages.ENTRIES <= size()) {
            known = pages.chapter(number).orElse(null);
            if (known != null) {
                chapters.put(number, known);
            }
        }
        return Optional.ofNullable(known);
    }

    private Chapter sieves(long number) {
        var chapter =
                new Chapter(new byte[Pages.CHAPTER * Sieve.BYTES], new long[Pages.CHAPTER], new long[Pages.CHAPTER]);
        Arrays.fill(chapter.earliest(), Long.MAX_VALUE);
        Arrays.fill(chapter.latest(), Long.MIN_VALUE);
        for (int at = 0; at < Pages.CHAPTER; at++) {
            List<Line> lines = lines(number * Pages.CHAPTER + at);
            System.arraycopy(Sieve.of(lines), 0, chapter.sieves(), at * Sieve.BYTES, Sieve.BYTES);
            for (Line line : lines) {
                long time = line.account().at().toEpochMilli();
                chapter.earliest()[at] = Math.min(chapter.earliest()[at], time);
                chapter.latest()[at] = Math.max(chapter.latest()[at], time);
            }
        }
        return chapter;
    }

    private List<Pages.Keyed> fromLedger(long page) {
        long index = page * Pages.ENTRIES;
        List<Pages.Keyed> lines = new ArrayList<>(Pages.ENTRIES);
        for (Entry entry : ledger.entriesFrom(index, Pages.ENTRIES)) {
            AccountPart account = AccountPart.decode(ledger.openAccount(entry));
            lines.add(new Pages.Keyed(new Line(index, entry.type(), account), entry.auditKey()));
            index++;
        }
        return lines;
    }
}
