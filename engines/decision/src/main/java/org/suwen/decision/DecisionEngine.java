package org.suwen.decision;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides requests by one rulebook.
 *
 * <p>Pure: no clock, no I/O, no chance; the same request, class and rulebook give the same decision (I10). Safe for use
 * from many threads.
 */
public final class DecisionEngine {

    /** The most days on which some parameter changes. */
    public static final int MAX_CHANGES = 256;

    private final Rulebook rulebook;
    private final LocalDate[] changes;
    private final Program[] programs;
    private final ZoneId zone;

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
        this.changes = days.toArray(new LocalDate[0]);
        this.programs = new Program[changes.length];
        for (int i = 0; i < changes.length; i++) {
            programs[i] = new Program(rulebook, changes[i]);
        }
        this.zone = programs[0].zone();
    }

    /** The decision on one class of data. */
    public Decision decide(Request request, DecisionClass data) {
        return prepare(request).decide(data);
    }

    /** Works out once what a request's decisions have in common, for many classes of data. */
    public PreparedRequest prepare(Request request) {
        return new PreparedRequest(program(request), request);
    }

    /** The decision with everything that led to it; much slower than {@link #decide}. */
    public Explanation explain(Request request, DecisionClass data) {
        Program program = program(request);
        Decision decision = decide(request, data);
        List<RuleTrace> traces = new Explainer(program, request, new Facts(request, program), data).traces();
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
        if (programs.length == 1) {
            return programs[0];
        }
        LocalDate day = LocalDate.ofInstant(request.at(), zone);
        int found = Arrays.binarySearch(changes, day);
        return programs[found >= 0 ? found : -found - 2];
    }
}
