package org.suwen.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests by one rulebook.
 *
 * <p>Pure: no clock, no I/O, no chance; the same request, class and rulebook give the same decision (I10). Safe for use
 * from many threads.
 */
public final class DecisionEngine {

    /** The most days on which some parameter changes. */
    public static final int MAX_CHANGES = 256;

    private static final int WORKPLACES = 64;

    private final Rulebook rulebook;
    private final Program[] programs;
    private final Instant[] starts;

    /** Work space that is used again; two threads that meet at one place make another. */
    private final AtomicReferenceArray<@Nullable PreparedRequest> workplaces = new AtomicReferenceArray<>(WORKPLACES);

    /**
     * Compiles a rulebook.
     *
     * @throws InvalidRulebookException when a parameter's value doesn't fit where it is used
     */
    public DecisionEngine(Rulebook rulebook) {
        this.rulebook = rulebook;
        SortedSet<LocalDate> days = new TreeSet<>(Set.of(LocalDate.MIN));
        rulebook.parameters()
                .values()
                .forEach(parameter -> days.addAll(parameter.values().keySet()));
        if (days.size() > MAX_CHANGES) {
            throw new InvalidRulebookException("parameters", "they change on more than " + MAX_CHANGES + " days");
        }
        LocalDate[] changes = days.toArray(new LocalDate[0]);
        this.programs = new Program[changes.length];
        for (int i = 0; i < changes.length; i++) {
            programs[i] = new Program(rulebook, changes[i], i == 0 ? null : programs[i - 1]);
        }
        this.starts = starts(changes, programs);
    }

    /** When each stretch begins; the first has no beginning. */
    private static Instant[] starts(LocalDate[] changes, Program[] programs) {
        ZoneId zone = programs[0].zone();
        Instant[] starts = new Instant[changes.length];
        starts[0] = Instant.MIN;
        for (int i = 1; i < changes.length; i++) {
            starts[i] = changes[i].atStartOfDay(zone).toInstant();
        }
        return starts;
    }

    /** The decision on one class of data; a permit that rests on rules alone allocates nothing. */
    public Decision decide(Request request, DecisionClass data) {
        int place = (int) Thread.currentThread().threadId() & (WORKPLACES - 1);
        PreparedRequest free = workplaces.getAndSet(place, null);
        PreparedRequest prepared = free == null ? new PreparedRequest() : free;
        try {
            prepared.begin(program(request), request);
            return prepared.decide(data);
        } finally {
            prepared.end();
            workplaces.set(place, prepared);
        }
    }

    /** Works out once what a request's decisions have in common, for many classes of data. */
    public PreparedRequest prepare(Request request) {
        PreparedRequest prepared = new PreparedRequest();
        prepared.begin(program(request), request);
        return prepared;
    }

    /** The decision with everything that led to it; much slower than {@link #decide}. */
    public Explanation explain(Request request, DecisionClass data) {
        Program program = program(request);
        Decision decision = decide(request, data);
        List<RuleTrace> traces = new Explainer(program, request, data).traces();
        List<Text> cures = decision.withoutRow() instanceof Deny deny
                ? deny.all().stream().map(Reason::cure).toList()
                : List.of();
        Optional<String> narrowedBy = LicenceChain.narrows(request.actor(), request.via())
                ? request.via().map(Actor::id)
                : Optional.empty();
        return new Explanation(decision, traces, cures, narrowedBy, rulebookVersion());
    }

    /** The hash of the rulebook it decides by. */
    public String rulebookVersion() {
        return rulebook.version();
    }

    /** The rulebook it decides by. */
    public Rulebook rulebook() {
        return rulebook;
    }

    private Program program(Request request) {
        int at = starts.length - 1;
        while (at > 0 && request.at().isBefore(starts[at])) {
            at--;
        }
        return programs[at];
    }
}
