package org.suwen.formats.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.suwen.classification.Labeller;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.Duty;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Effect;
import org.suwen.decision.Gate;
import org.suwen.decision.Layer;
import org.suwen.decision.Parameter;
import org.suwen.decision.Permit;
import org.suwen.decision.Reason;
import org.suwen.decision.Request;
import org.suwen.decision.Rule;
import org.suwen.decision.RuleSchema;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookPart;
import org.suwen.decision.Scope;
import org.suwen.decision.Text;
import org.suwen.decision.condition.Condition;
import org.suwen.formats.labels.LabelRulesFiles;
import org.suwen.formats.rulebook.RulebookFiles;

/** Carries out every published case that needs no server against the rulebook of the repository. */
class CaseDecisionsTest {

    private static final Rulebook RULEBOOK = RulebookFiles.read(Path.of("../../rulebook"));
    private static final Labeller LABELLER = new Labeller(LabelRulesFiles.read(Path.of("../../rulebook/labels")));
    private static final List<Case> CASES = CaseFiles.read(Path.of("../../testdata/cases"));

    /** The threshold is counted by the server. */
    private static final Set<String> COUNTED = Set.of("T-DOC-27", "ACC-10-blocked");

    @TestFactory
    Stream<DynamicTest> givesWhatEachCaseExpects() {
        return CASES.stream()
                .filter(each -> !COUNTED.contains(each.id())
                        && each.steps().stream().noneMatch(CaseDecisionsTest::needsAServer))
                .map(each -> DynamicTest.dynamicTest(each.id() + ": " + each.title(), () -> run(each)));
    }

    @Test
    void everyRefusalAndGroundOfTheRulebookHasACase() {
        Set<String> seen = new TreeSet<>();
        CASES.forEach(each -> each.steps().forEach(step -> {
            Expect expect = expectOf(step);
            expect.ground().ifPresent(seen::add);
            expect.reason().ifPresent(seen::add);
            seen.addAll(expect.reasons());
            expect.withheld().values().forEach(seen::add);
        }));
        Set<String> needed = new TreeSet<>();
        RULEBOOK.rules().forEach(rule -> {
            switch (rule.effect()) {
                case Effect.Ground ground -> needed.add(ground.name());
                case Effect.Refuse refuse -> needed.add(refuse.reason());
                case Effect.Cap cap -> needed.add(cap.reason());
                case Effect.Window window -> needed.add(window.reason());
                case Effect.Rests rests -> {}
                case Effect.Require require -> {}
            }
        });

        needed.removeAll(seen);

        assertThat(needed).isEmpty();
    }

    /** Steps about the ledger, the office, sign-in and refused changes; the server's own suite carries them out. */
    private static boolean needsAServer(Step step) {
        return switch (step) {
            case Step.Ask ask ->
                ask.target().flatMap(Step.Target::kind).filter(DataKind::onCard).isPresent();
            case Step.SignIn signIn -> true;
            case Step.Administer administer -> true;
            case Step.Office office -> true;
            case Step.Restart restart -> true;
            case Step.Fault fault ->
                fault.kind() != Step.FaultKind.RULE_FAULT && fault.kind() != Step.FaultKind.RULE_MENDED;
            case Step.ConsentChange change -> change.expect().isPresent();
            case Step.DeviceChange change -> change.expect().isPresent();
            case Step.Capture capture -> true;
            case Step.Withdrawal withdrawal -> true;
            case Step.ConsentEvent event -> true;
            case Step.MatterStep matter -> true;
            default -> false;
        };
    }

    private static Expect expectOf(Step step) {
        return switch (step) {
            case Step.Ask ask -> ask.expect();
            case Step.BreakGlass open -> open.expect();
            case Step.Upload upload -> upload.expect();
            case Step.SignIn signIn -> signIn.expect();
            case Step.Administer administer -> administer.expect();
            case Step.Statement statement -> statement.expect();
            case Step.Office office -> office.expect();
            default ->
                new Expect(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Set.of(),
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        Map.of());
        };
    }

    private static void run(Case each) {
        CaseWorld world = new CaseWorld(each.fixture(), LABELLER);
        DecisionEngine engine = engine(each.fixture(), false);
        for (Step step : each.steps()) {
            switch (step) {
                case Step.Ask ask -> ask(world, engine, ask);
                case Step.BreakGlass open -> {
                    Decision decision = engine.decide(world.request(open), world.wholeRecord());
                    compare(open.expect(), decision, step);
                    if (decision instanceof Permit) {
                        world.apply(step);
                    }
                }
                case Step.Upload upload -> upload(world, engine, upload);
                case Step.Fault fault -> engine = engine(each.fixture(), fault.kind() == Step.FaultKind.RULE_FAULT);
                case Step.ExpectState state -> {} // the server's suite looks at state
                case Step.Statement statement -> {} // a statement is no decision
                default -> world.apply(step);
            }
        }
    }

    private static void ask(CaseWorld world, DecisionEngine engine, Step.Ask ask) {
        Request request = world.request(ask);
        Expect expect = ask.expect();
        List<String> shown = new ArrayList<>();
        Map<String, String> withheld = new TreeMap<>();
        List<Decision> decisions = new ArrayList<>();
        for (DataItem item : world.targets(ask)) {
            Decision decision = engine.decide(request, world.classOf(item)).forRow(world.row(item));
            decisions.add(decision);
            if (decision instanceof Deny deny) {
                boolean hidden = deny.reason().hides()
                        && !deny.reason().showable(request.actor().role());
                withheld.put(item.id(), hidden ? "HIDDEN" : deny.reason().code());
            } else {
                shown.add(item.id());
            }
        }
        assertThat(decisions).as(ask.at() + ": some data").isNotEmpty();
        assertThat(shown).as(ask.at() + ": shown").containsAll(expect.shown());
        assertThat(withheld).as(ask.at() + ": withheld").containsAllEntriesOf(expect.withheld());
        if (expect.outcome().isPresent()) {
            Decision first = decisions.stream()
                    .filter(Permit.class::isInstance)
                    .findFirst()
                    .orElse(decisions.get(0));
            compare(expect, first, ask);
        }
    }

    private static void upload(CaseWorld world, DecisionEngine engine, Step.Upload upload) {
        Request request = world.request(upload);
        Decision answer = null;
        for (DataKind kind : upload.readings().keySet()) {
            Decision decision = engine.decide(request, world.classOf(kind, upload));
            answer = answer instanceof Permit ? answer : decision;
        }
        compare(upload.expect(), java.util.Objects.requireNonNull(answer), upload);
    }

    private static void compare(Expect expect, Decision decision, Step step) {
        String where = step.at() + ": " + decision;
        expect.outcome()
                .ifPresent(outcome ->
                        assertThat(outcome.name()).as(where).isEqualTo(decision instanceof Permit ? "PERMIT" : "DENY"));
        switch (decision) {
            case Deny deny -> {
                expect.reason()
                        .ifPresent(reason ->
                                assertThat(deny.reason().code()).as(where).isEqualTo(reason));
                assertThat(deny.all().stream().map(Reason::code)).as(where).containsAll(expect.reasons());
            }
            case Permit permit -> permit(expect, permit, where);
        }
        assertThat(RULEBOOK.catalogue(decision.rules())).as(where).containsAll(expect.rules());
    }

    private static void permit(Expect expect, Permit permit, String where) {
        expect.ground()
                .ifPresent(ground -> assertThat(permit.ground()).as(where).isEqualTo(ground));
        expect.basis().ifPresent(basis -> assertThat(permit.basis()).as(where).isEqualTo(basis));
        for (Duty wanted : expect.duties()) {
            assertThat(permit.duties())
                    .as(where)
                    .anyMatch(duty -> duty.kind() == wanted.kind()
                            && duty.parameters()
                                    .entrySet()
                                    .containsAll(wanted.parameters().entrySet()));
        }
        for (DutyKind unwanted : expect.noDuties()) {
            assertThat(permit.has(unwanted)).as(where).isFalse();
        }
        expect.reduce()
                .ifPresent(reduce -> assertThat(
                                permit.duty(DutyKind.REDUCE).orElseThrow().parameters())
                        .as(where)
                        .containsEntry("granularity", reduce.name()));
    }

    private static DecisionEngine engine(Fixture fixture, boolean faulty) {
        List<RulebookPart> parts = new ArrayList<>();
        for (Layer layer : Layer.values()) {
            parts.add(new RulebookPart(
                    layer,
                    RULEBOOK.rules().stream()
                            .filter(rule -> rule.layer() == layer)
                            .toList(),
                    layer == Layer.NATIONAL
                            ? RULEBOOK.parameters().values().stream().toList()
                            : layer == Layer.HOSPITAL ? overrides(fixture) : List.of(),
                    layer == Layer.NATIONAL
                            ? RULEBOOK.reasons().values().stream().toList()
                            : List.of(),
                    Set.of()));
        }
        if (faulty) {
            parts.add(new RulebookPart(
                    Layer.HOSPITAL,
                    List.of(faulty(Gate.TITLE), faulty(Gate.ENVIRONMENT)),
                    List.of(),
                    List.of(),
                    Set.of()));
        }
        return new DecisionEngine(Rulebook.of(parts));
    }

    private static List<Parameter> overrides(Fixture fixture) {
        List<Parameter> overrides = new ArrayList<>();
        fixture.parameters()
                .forEach((name, value) -> overrides.add(new Parameter(
                        name,
                        new Text(name, name),
                        Parameter.Latitude.FREE,
                        new TreeMap<>(Map.of(LocalDate.of(2000, 1, 1), value)))));
        return overrides;
    }

    private static Rule faulty(Gate gate) {
        return new Rule(
                "H-FAULT-" + gate,
                List.of("DOC-03"),
                gate,
                Layer.HOSPITAL,
                new Text("故障规则", "a faulty rule"),
                "test",
                Scope.ALL,
                Condition.parse("licence.stage == \"DEVELOPMENT\"", RuleSchema.schema(), Map.of()),
                new Effect.Refuse("PURPOSE"),
                Set.of(),
                true);
    }
}
