package org.suwen.decision;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One clause of a consent: what it reaches is agreed to or refused, but for its exceptions (FHIR Consent.provision).
 *
 * <p>The nearest clause wins: an exception that reaches a use decides in place of the clause around it; among clauses
 * side by side a refusal wins. Purposes are agreed to item by item, so that a blanket clause is refused at capture
 * (CON-18), not here.
 *
 * @param path where it stands, for explanations: {@code provision[0].provision[2]}
 * @param permit whether it agrees
 * @param reach what it is about
 * @param exceptions clauses inside it that decide otherwise
 */
public record Provision(String path, boolean permit, Reach reach, List<Provision> exceptions) {

    /** The deepest nesting taken. */
    public static final int MAX_DEPTH = 8;

    public Provision {
        path = Objects.requireNonNullElse(path, "");
        reach = Objects.requireNonNullElse(reach, Reach.ALL);
        exceptions = List.copyOf(Objects.requireNonNullElse(exceptions, List.of()));
    }

    /**
     * What a clause is about; an empty set leaves that side open, and all sides must fit.
     *
     * @param who recipients
     * @param purposes what for
     * @param actions what is done
     * @param what kinds of data
     * @param period when the clause holds
     * @param rows which single records
     */
    public record Reach(Who who, Set<Purpose> purposes, Set<Action> actions, What what, Span period, Rows rows) {

        /** Reaches everything. */
        public static final Reach ALL =
                new Reach(Who.ANYBODY, Set.of(), Set.of(), What.ANYTHING, Span.ALWAYS, Rows.ALL);

        public Reach {
            who = Objects.requireNonNullElse(who, Who.ANYBODY);
            purposes = copy(purposes);
            actions = copy(actions);
            what = Objects.requireNonNullElse(what, What.ANYTHING);
            period = Objects.requireNonNullElse(period, Span.ALWAYS);
            rows = Objects.requireNonNullElse(rows, Rows.ALL);
        }
    }

    /**
     * Recipients; any of them.
     *
     * @param ids accounts, institutions, studies, models
     * @param departments departments
     * @param roles roles
     */
    public record Who(Set<String> ids, Set<String> departments, Set<Role> roles) {
        /** Whoever it is. */
        public static final Who ANYBODY = new Who(Set.of(), Set.of(), Set.of());

        public Who {
            ids = copy(ids);
            departments = copy(departments);
            roles = copy(roles);
        }

        /** Whether nobody is named. */
        public boolean anybody() {
            return ids.isEmpty() && departments.isEmpty() && roles.isEmpty();
        }
    }

    /**
     * Kinds of data; each side that names something must fit.
     *
     * @param types kinds of record, for instance {@code Observation}
     * @param classes data classes, for instance {@code LAB_REPORT}
     * @param labels special diseases, flags, or {@code SPECIAL}, {@code RESTRICTED}, {@code NORMAL}
     */
    public record What(Set<String> types, Set<String> classes, Set<String> labels) {
        /** Whatever it is. */
        public static final What ANYTHING = new What(Set.of(), Set.of(), Set.of());

        public What {
            types = copy(types);
            classes = copy(classes);
            labels = copy(labels);
        }
    }

    /**
     * Single records; where a decision is about a class of data the stricter reading holds: a refusal reaches, an
     * agreement doesn't.
     *
     * @param dates when the data came to be
     * @param ids ids of records
     * @param codes clinical codes, {@code system|code}
     */
    public record Rows(Span dates, Set<String> ids, Set<String> codes) {
        /** Whichever record. */
        public static final Rows ALL = new Rows(Span.ALWAYS, Set.of(), Set.of());

        public Rows {
            dates = Objects.requireNonNullElse(dates, Span.ALWAYS);
            ids = copy(ids);
            codes = copy(codes);
        }

        /** Whether no single record is named. */
        public boolean all() {
            return dates.equals(Span.ALWAYS) && ids.isEmpty() && codes.isEmpty();
        }
    }

    private static <T> Set<T> copy(Set<T> names) {
        return Set.copyOf(Objects.requireNonNullElse(names, Set.of()));
    }

    /** What is left of the clause when it is withdrawn: what it agreed to is refused from then on (PIPL 15). */
    public Provision withdrawn() {
        return new Provision(path, false, reach, List.of());
    }

    /** Whether the clause or one inside it agrees to anything. */
    public boolean agrees() {
        return permit || exceptions.stream().anyMatch(Provision::agrees);
    }

    /** How many clauses nest, itself counted. */
    public int depth() {
        return 1 + exceptions.stream().mapToInt(Provision::depth).max().orElse(0);
    }

    /** Itself and all clauses inside it. */
    public int size() {
        return 1 + exceptions.stream().mapToInt(Provision::size).sum();
    }
}
