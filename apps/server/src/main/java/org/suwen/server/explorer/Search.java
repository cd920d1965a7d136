package org.suwen.server.explorer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.suwen.classification.Labels;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.MalformedDecisionClassException;
import org.suwen.ledger.part.ContentPart;
import org.suwen.server.trace.Trace;

/** Finds entries of the whole ledger, newest first, page by page of an answer. */
public final class Search {

    /** Pages of the projection one answer opens at most; the next goes on from there. */
    private static final int OPENED = 1_000;

    private final Projection projection;
    private final Trace trace;

    /** A search over {@code projection}; {@code trace} opens content parts where a label is asked for. */
    public Search(Projection projection, Trace trace) {
        this.projection = projection;
        this.trace = trace;
    }

    /**
     * What was found.
     *
     * @param lines newest first
     * @param next from where to go on, empty when the whole ledger was looked through
     */
    public record Found(List<Line> lines, Optional<Long> next) {}

    /**
     * The entries before {@code before} that are wanted, at most {@code limit}; fewer with a {@code next} when much had to
     * be looked through for them.
     */
    public Found find(Query query, long before, int limit) {
        var unused = projection.catchUp();
        long end = Math.min(before, projection.size());
        List<String> facets = query.facets();
        List<Line> found = new ArrayList<>();
        int opened = 0;
        for (long page = (end - 1) / Pages.ENTRIES; page >= 0 && end > 0; page--) {
            if (opened == OPENED) {
                return new Found(found, Optional.of((page + 1) * Pages.ENTRIES));
            }
            if (!mayHold(page, facets, query)) {
                continue;
            }
            opened++;
            for (Line line : projection.lines(page).reversed()) {
                if (line.index() < end && wants(query, line)) {
                    found.add(line);
                    if (found.size() == limit) {
                        return new Found(found, Optional.of(line.index()).filter(index -> index > 0));
                    }
                }
            }
        }
        return new Found(found, Optional.empty());
    }

    /** Hands each wanted entry of the whole ledger to {@code each}, oldest first. */
    public void all(Query query, Consumer<Line> each) {
        var unused = projection.catchUp();
        List<String> facets = query.facets();
        long pages = (projection.size() + Pages.ENTRIES - 1) / Pages.ENTRIES;
        for (long page = 0; page < pages; page++) {
            if (mayHold(page, facets, query)) {
                projection.lines(page).stream()
                        .filter(line -> wants(query, line))
                        .forEach(each);
            }
        }
    }

    private boolean mayHold(long page, List<String> facets, Query query) {
        return projection.mayHold(
                page,
                facets,
                query.when().from().toEpochMilli(),
                query.when().until().toEpochMilli());
    }

    private boolean wants(Query query, Line line) {
        return query.wants(line)
                && query.label()
                        .filter(label -> Focus.of(label).isEmpty())
                        .map(label -> labels(line).contains(label.toUpperCase(Locale.ROOT)))
                        .orElse(true);
    }

    /** Names of all labels an entry's content tells of; none when it is about several classes, or erased. */
    private Set<String> labels(Line line) {
        if (line.account().patient().isEmpty()) {
            return Set.of();
        }
        return trace.entry(line.index())
                .flatMap(Trace.Opened::content)
                .map(Search::names)
                .orElse(Set.of());
    }

    private static Set<String> names(ContentPart content) {
        if (content.labels().length == 0) {
            return Set.of();
        }
        try {
            Labels labels = DecisionClass.decode(content.labels()).labels();
            Set<String> names = new HashSet<>();
            labels.specialDiseases().forEach(each -> names.add(each.toUpperCase(Locale.ROOT)));
            labels.dataClasses().forEach(each -> names.add(each.toUpperCase(Locale.ROOT)));
            labels.flags().forEach(each -> names.add(each.name()));
            names.add(labels.category().name());
            names.add(labels.level().name());
            names.add("GRADE_" + labels.grade());
            return names;
        } catch (MalformedDecisionClassException notAClass) {
            return Set.of();
        }
    }
}
