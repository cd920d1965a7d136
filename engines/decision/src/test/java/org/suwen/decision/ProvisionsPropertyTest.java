package org.suwen.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.suwen.classification.Category;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;

/** Compiled clauses against the definition read literally. */
class ProvisionsPropertyTest {

    private static final List<String> IDS = List.of("me", "H1", "H2", "S1", "MODEL-1", "other");
    private static final List<String> CLASSES = List.of("LAB_REPORT", "IMAGING", "GENOME");
    private static final List<String> DISEASES = List.of("MENTAL_DISORDER", "MALIGNANT_TUMOUR");
    private static final List<String> LABELS =
            List.of("MENTAL_DISORDER", "MALIGNANT_TUMOUR", "SPECIAL", "RESTRICTED", "NORMAL", "GENETIC", "SENSITIVE");

    @Property(tries = 4_000)
    void answersAsTheClausesRead(@ForAll long seed) {
        var random = new Random(seed);
        List<Provision> clauses = clauses(random, 3, "");
        Use use = use(random);

        Provisions compiled = Provisions.of(clauses);

        assertThat(compiled.answer(use)).isEqualTo(naive(clauses, use));
        if (use.row().isEmpty()) {
            assertThat(compiled.answer(use.request(), use.data())).isEqualTo(naive(clauses, use));
        }
        assertThat(compiled.deciding(use).isEmpty()).isEqualTo(naive(clauses, use) == Choice.NONE);
    }

    @Property(tries = 2_000)
    void aClassIsNeverOpenerThanEachOfItsRecords(@ForAll long seed) {
        var random = new Random(seed);
        Provisions compiled = Provisions.of(clauses(random, 3, ""));
        Use use = use(random);
        var whole = new Use(use.request(), use.data(), Optional.empty());

        if (compiled.answer(whole) == Choice.AGREE) {
            assertThat(compiled.answer(use)).isNotEqualTo(Choice.DISAGREE);
        }
    }

    @Test
    void theGeneratorReachesEveryAnswer() {
        Set<Choice> seen = EnumSet.noneOf(Choice.class);
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            seen.add(Provisions.of(clauses(random, 3, "")).answer(use(random)));
        }

        assertThat(seen).containsExactlyInAnyOrder(Choice.values());
    }

    /** The strictest of what is possible. */
    private static Choice naive(List<Provision> clauses, Use use) {
        Set<Choice> possible = possible(clauses, use);
        if (possible.contains(Choice.DISAGREE)) {
            return Choice.DISAGREE;
        }
        return possible.contains(Choice.NONE) ? Choice.NONE : Choice.AGREE;
    }

    private static Set<Choice> possible(List<Provision> clauses, Use use) {
        Set<Choice> combined = EnumSet.of(Choice.NONE);
        for (Provision each : clauses) {
            Set<Choice> next = EnumSet.noneOf(Choice.class);
            for (Choice left : combined) {
                one(each, use).forEach(right -> next.add(stricter(left, right)));
            }
            combined = next;
        }
        return combined;
    }

    private static Set<Choice> one(Provision clause, Use use) {
        if (!reaches(clause, use)) {
            return EnumSet.of(Choice.NONE);
        }
        Optional<Boolean> row = row(clause, use.row());
        Set<Choice> possible = possible(clause.exceptions(), use);
        if (possible.remove(Choice.NONE)) {
            possible.add(clause.permit() ? Choice.AGREE : Choice.DISAGREE);
        }
        if (row.isEmpty()) {
            possible.add(Choice.NONE);
        }
        return row.orElse(true) ? possible : EnumSet.of(Choice.NONE);
    }

    private static Choice stricter(Choice left, Choice right) {
        if (left == Choice.DISAGREE || right == Choice.DISAGREE) {
            return Choice.DISAGREE;
        }
        return left == Choice.AGREE || right == Choice.AGREE ? Choice.AGREE : Choice.NONE;
    }

    private static boolean reaches(Provision clause, Use use) {
        Provision.Reach reach = clause.reach();
        Request request = use.request();
        boolean who = reach.who().anybody()
                || names(reach.who(), request.actor())
                || (!clause.permit()
                        && request.via().map(via -> names(reach.who(), via)).orElse(false));
        return (reach.purposes().isEmpty() || reach.purposes().contains(request.purpose()))
                && (reach.actions().isEmpty() || reach.actions().contains(request.action()))
                && reach.period().contains(request.at())
                && who
                && what(clause, use.data());
    }

    private static boolean names(Provision.Who who, Actor actor) {
        Set<String> words = new HashSet<>(Set.of(actor.id(), actor.institution()));
        actor.study().ifPresent(study -> words.add(study.id()));
        actor.licence().ifPresent(licence -> words.add(licence.model()));
        words.retainAll(who.ids());
        return !words.isEmpty()
                || who.roles().contains(actor.role())
                || actor.unit()
                        .map(unit -> who.departments().contains(unit.department()))
                        .orElse(false);
    }

    private static boolean what(Provision clause, DecisionClass data) {
        Provision.What what = clause.reach().what();
        Labels labels = data.labels();
        Set<String> carried = new HashSet<>(labels.specialDiseases());
        labels.flags().forEach(flag -> carried.add(flag.name()));
        boolean unknown = labels.has(Flag.UNKNOWN_CODE) || labels.has(Flag.UNLABELLED);
        boolean restricted = labels.special() || unknown || labels.level() == Level.AUTHORISED;
        carried.add(restricted ? "RESTRICTED" : "NORMAL");
        if (labels.special()) {
            carried.add("SPECIAL");
        }
        carried.retainAll(what.labels());
        boolean classes = labels.dataClasses().stream().anyMatch(what.classes()::contains);
        return (what.types().isEmpty() || what.types().contains(data.type()))
                && (what.classes().isEmpty() || classes)
                && (what.labels().isEmpty() || !carried.isEmpty() || (unknown && !clause.permit()));
    }

    /** Whether the clause is about the record; empty while that can't be said. */
    private static Optional<Boolean> row(Provision clause, Optional<Use.Single> row) {
        Provision.Rows rows = clause.reach().rows();
        if (rows.all()) {
            return Optional.of(true);
        }
        if (row.isEmpty()) {
            return Optional.empty();
        }
        boolean named = (rows.ids().isEmpty() || rows.ids().contains(row.get().id()))
                && (rows.codes().isEmpty() || row.get().codes().stream().anyMatch(rows.codes()::contains));
        if (!named || rows.dates().equals(Span.ALWAYS)) {
            return Optional.of(named);
        }
        return row.get().date().map(rows.dates()::contains);
    }

    private static List<Provision> clauses(Random random, int depth, String path) {
        List<Provision> clauses = new ArrayList<>();
        for (int i = random.nextInt(depth == 3 ? 4 : 3); i > 0; i--) {
            String at = path + "/" + i;
            clauses.add(new Provision(
                    at, random.nextBoolean(), reach(random), depth == 0 ? List.of() : clauses(random, depth - 1, at)));
        }
        return clauses;
    }

    private static Provision.Reach reach(Random random) {
        Set<String> ids = some(random, IDS);
        var who = new Provision.Who(
                ids,
                random.nextInt(8) == 0 ? Set.of("GE") : Set.of(),
                random.nextInt(8) == 0 ? Set.of(Role.DOCTOR) : Set.of());
        var what = new Provision.What(
                random.nextInt(6) == 0 ? Set.of("DiagnosticReport") : Set.of(),
                some(random, CLASSES),
                some(random, LABELS));
        Span period = random.nextInt(5) == 0 ? span(random) : Span.ALWAYS;
        Provision.Rows rows = random.nextInt(5) == 0
                ? new Provision.Rows(
                        random.nextBoolean() ? span(random) : Span.ALWAYS,
                        random.nextBoolean() ? Set.of("r1") : Set.of(),
                        random.nextInt(3) == 0 ? Set.of("s|1") : Set.of())
                : Provision.Rows.ALL;
        Set<Purpose> purposes =
                random.nextInt(3) == 0 ? Set.of(Purpose.TREATMENT, Purpose.RESEARCH) : Set.<Purpose>of();
        Set<Action> actions = random.nextInt(5) == 0 ? Set.of(Action.READ) : Set.<Action>of();
        return new Provision.Reach(who, purposes, actions, what, period, rows);
    }

    private static Set<String> some(Random random, List<String> from) {
        return random.nextInt(3) == 0
                ? Set.of(
                        from.get(random.nextInt(from.size())),
                        from.get(random.nextInt(2)).concat("x"))
                : Set.of();
    }

    private static Span span(Random random) {
        Instant from = TestRulebook.NOW.plusSeconds(random.nextInt(3) - 1);
        return new Span(from, from.plusSeconds(random.nextInt(3)));
    }

    private static Use use(Random random) {
        Request plain = TestRulebook.request(random.nextBoolean() ? Action.READ : Action.SEARCH);
        Actor me = plain.actor();
        var actor = new Actor(
                me.id(),
                me.kind(),
                random.nextBoolean() ? Role.DOCTOR : Role.RESEARCHER,
                me.title(),
                random.nextBoolean() ? me.unit() : Optional.empty(),
                random.nextBoolean() ? "H1" : "H2",
                Set.of(),
                Set.of(),
                Optional.empty(),
                random.nextBoolean()
                        ? Optional.of(Study.withConsent("S1", Study.State.APPROVED, true))
                        : Optional.empty(),
                true,
                false);
        Optional<Actor> via = random.nextInt(3) == 0
                ? Optional.of(Actor.plain("MODEL-1", ActorKind.MODEL, Role.MODEL, "H1"))
                : Optional.empty();
        var request = new Request(
                actor,
                via,
                random.nextBoolean() ? Purpose.TREATMENT : Purpose.TEACHING,
                plain.action(),
                plain.environment(),
                plain.patient(),
                TestRulebook.NOW);
        Optional<Use.Single> row = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new Use.Single(
                        random.nextBoolean() ? "r1" : "r2",
                        random.nextBoolean() ? Optional.empty() : Optional.of(TestRulebook.NOW),
                        random.nextBoolean() ? Set.of("s|1") : Set.of()));
        return new Use(request, data(random), row);
    }

    private static DecisionClass data(Random random) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : List.of(Flag.SENSITIVE, Flag.GENETIC, Flag.UNKNOWN_CODE)) {
            if (random.nextInt(3) == 0) {
                flags.add(flag);
            }
        }
        TreeSet<String> diseases = new TreeSet<>();
        TreeSet<String> classes = new TreeSet<>();
        DISEASES.stream().filter(each -> random.nextInt(3) == 0).forEach(diseases::add);
        CLASSES.stream().filter(each -> random.nextBoolean()).forEach(classes::add);
        Labels labels = new Labels(
                Category.HEALTH_STATUS,
                3,
                random.nextBoolean() ? Level.NOTICE : Level.AUTHORISED,
                Granularity.DETAIL,
                Granularity.SUMMARY,
                diseases,
                classes,
                flags);
        return new DecisionClass(
                random.nextBoolean() ? "DiagnosticReport" : "Observation",
                labels,
                Optional.empty(),
                new Origin("H1", "PERSON"));
    }
}
