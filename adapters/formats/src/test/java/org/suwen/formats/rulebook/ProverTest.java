package org.suwen.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.suwen.decision.Effect;
import org.suwen.decision.FactSpace;
import org.suwen.decision.Gate;
import org.suwen.decision.Layer;
import org.suwen.decision.Proof;
import org.suwen.decision.Property;
import org.suwen.decision.Prover;
import org.suwen.decision.Rule;
import org.suwen.decision.RuleFinding;
import org.suwen.decision.RuleSchema;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookPart;
import org.suwen.decision.Scope;
import org.suwen.decision.Text;
import org.suwen.decision.condition.Condition;

/** The properties are proven of the shipped rulebook, and each is refuted where its fault is planted. */
class ProverTest {

    private static final Path FOLDER = Path.of("../../rulebook");
    private static final Rulebook SHIPPED = RulebookFiles.read(FOLDER);
    private static final LocalDate DAY = LocalDate.of(2025, 6, 10);

    /** Rules whose absence is the fault. */
    private static final Map<String, Set<String>> DROPPED = Map.ofEntries(
            Map.entry("P-TITLE-RESIDENT", Set.of("DOC-25")),
            Map.entry("P-TITLE-ATTENDING", Set.of("DOC-26")),
            Map.entry("P-TITLE-NURSE", Set.of("DOC-25")),
            Map.entry("P-ADMINISTRATOR", Set.of("ACC-05")),
            Map.entry("P-AI-PRESCRIPTION", Set.of("LIC-19.prescription")),
            Map.entry("P-AI-SIGN", Set.of("LIC-19.sign")),
            Map.entry("P-AI-LICENCE", Set.of("LIC-01")),
            Map.entry("P-AI-DEPARTMENT", Set.of("LIC-02")),
            Map.entry("P-AI-TRAINING", Set.of("AGR-19")),
            Map.entry("P-HIDDEN", Set.of("PAT-08")),
            Map.entry("P-MARKETING", Set.of("BIZ-13")),
            Map.entry("P-COMMERCIAL", Set.of("AGR-16")),
            Map.entry("P-NETWORK", Set.of("DOC-34")),
            Map.entry("P-ACCOUNT", Set.of("ACC-03")),
            Map.entry("P-BLOCKED", Set.of("DOC-39")),
            Map.entry("P-STUDY", Set.of("RES-03")),
            Map.entry("P-GENETIC", Set.of("RES-04")),
            Map.entry("P-DEVICE", Set.of("SEN-07")),
            Map.entry("P-ISOLATED", Set.of("RGT-12")));

    /** Grounds that open too much, as a name and a condition, where the fault is one rule too many. */
    private static final Map<String, List<String>> ADDED = Map.ofEntries(
            Map.entry("P-NO-UPWARD", List.of("SUPERVISOR", "relation.subordinate")),
            Map.entry("P-DEPARTMENT", List.of("OWN_DEPARTMENT", "data.own")),
            Map.entry("P-GROUP", List.of("OWN_GROUP", "relation.sameDepartment")),
            Map.entry("P-ADMINISTRATOR", List.of("DUTY", "actor.role == \"ADMINISTRATOR\"")),
            Map.entry("P-GUARDIAN", List.of("GUARDIAN", "actor.role == \"GUARDIAN\"")),
            Map.entry("P-PATIENT", List.of("SELF", "actor.role == \"PATIENT\"")),
            Map.entry("P-MARKETING", List.of("CONSENT", "consent.agreed contains \"COMMERCIAL\"")),
            Map.entry("P-COMMERCIAL", List.of("CONSENT", "consent.agreed contains \"COMMERCIAL\"")),
            Map.entry("P-OFFICE", List.of("DUTY", "actor.role == \"OFFICER\"")),
            Map.entry("P-FEED", List.of("FEED", "actor.role == \"CONNECTOR\"")));

    @Test
    void everyPropertyIsProvenOverTheWholeSpace() {
        Prover prover = new Prover(SHIPPED, DAY);
        Map<String, Map<String, String>> refuted = new TreeMap<>();
        List<Property> properties = RulebookFiles.properties(FOLDER);
        for (Property property : properties) {
            prover.prove(property).counterexample().ifPresent(example -> refuted.put(property.id(), example));
        }

        assertThat(refuted).isEmpty();
        assertThat(properties).hasSizeGreaterThanOrEqualTo(15);
        assertThat(prover.size()).isGreaterThan(BigInteger.TEN.pow(30));
    }

    @Test
    void everyPropertyIsRefutedWhereItsFaultIsPlanted() {
        Prover shipped = new Prover(SHIPPED, DAY);
        for (Property property : RulebookFiles.properties(FOLDER)) {
            Proof proof = shipped.ofAnother(faulty(property.id()), DAY).prove(property);

            assertThat(proof.counterexample()).as(property.id()).isPresent();
        }
    }

    @Test
    void nothingImpossibleEverHappens() {
        ReferenceEngine reference = new ReferenceEngine(SHIPPED, DAY);
        for (int seed = 0; seed < 5_000; seed++) {
            RandomRequests random = new RandomRequests(new Random(seed));
            Map<String, Object> facts = reference.facts(random.any(), random.data());
            for (Condition impossible : FactSpace.impossible()) {
                List<String> tokens = ReferenceCondition.tokens(impossible.text());

                assertThat(ReferenceCondition.holds(tokens, facts, Map.of()))
                        .as(impossible.text())
                        .isFalse();
            }
        }
    }

    @Test
    void findsRulesThatCanMakeNoDifference() {
        Rule dead = rule("X.dead", new Effect.Refuse("BLOCKED"), Gate.BLOCK, "data.own && !data.own");
        Rule shadowed = rule(
                "X.shadowed", new Effect.Refuse("BLOCKED"), Gate.BLOCK, "actor.blocked && ground == \"OWN_GROUP\"");
        List<RuleFinding> findings = new Prover(with(Set.of(), List.of(dead, shadowed)), DAY).idleRules();

        assertThat(findings)
                .extracting(RuleFinding::rule, RuleFinding::kind)
                .contains(tuple("X.dead", RuleFinding.Kind.NEVER_HOLDS), tuple("X.shadowed", RuleFinding.Kind.SHADOWED))
                .doesNotContain(tuple("DOC-39", RuleFinding.Kind.SHADOWED));
    }

    /** The shipped rulebook with the fault that a property is there to find. */
    static Rulebook faulty(String property) {
        List<String> opened = ADDED.getOrDefault(property, List.of());
        List<Rule> added = opened.isEmpty()
                ? List.of()
                : List.of(rule(
                        "X.fault",
                        new Effect.Ground(opened.get(0), "NONE", Set.of(), false),
                        Gate.GROUND,
                        opened.get(1)));
        return with(DROPPED.getOrDefault(property, Set.of()), added);
    }

    private static Rule rule(String id, Effect effect, Gate gate, String when) {
        return new Rule(
                id,
                List.of("X"),
                gate,
                Layer.SCENARIO,
                new Text("", ""),
                "",
                Scope.ALL,
                Condition.parse(when, RuleSchema.schema(), Map.of()),
                effect,
                Set.of(),
                false);
    }

    private static Rulebook with(Set<String> dropped, List<Rule> added) {
        List<RulebookPart> parts = new ArrayList<>();
        for (Layer layer : List.of(Layer.NATIONAL, Layer.SCENARIO)) {
            boolean national = layer == Layer.NATIONAL;
            List<Rule> rules = new ArrayList<>(SHIPPED.rules().stream()
                    .filter(rule -> rule.layer() == layer && !dropped.contains(rule.id()))
                    .toList());
            rules.addAll(national ? List.of() : added);
            parts.add(new RulebookPart(
                    layer,
                    rules,
                    national ? List.copyOf(SHIPPED.parameters().values()) : List.of(),
                    national ? List.copyOf(SHIPPED.reasons().values()) : List.of(),
                    Set.of()));
        }
        return Rulebook.of(parts);
    }
}
