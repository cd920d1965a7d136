package org.suwen.decision.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Kleene's logic against a table, and the parser against noise. */
class ConditionPropertyTest {

    private static final Schema SCHEMA = new Schema(List.of(
            new Attribute("p.a", Type.BOOL, 0, true),
            new Attribute("p.b", Type.BOOL, 1, true),
            new Attribute("p.c", Type.BOOL, 2, true)));

    /** A formula with its text and its value under three truth values, where 2 is a fault. */
    private record Formula(String text, java.util.function.ToIntFunction<int[]> meaning) {}

    @Provide
    Arbitrary<Formula> formulas() {
        return formulas(6);
    }

    private static Arbitrary<Formula> formulas(int depth) {
        Arbitrary<Formula> leaf = Arbitraries.of(
                new Formula("p.a", truth -> truth[0]),
                new Formula("p.b", truth -> truth[1]),
                new Formula("p.c", truth -> truth[2]),
                new Formula("true", truth -> 1));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Formula> inner = formulas(depth - 1);
        return Arbitraries.oneOf(
                leaf,
                inner.map(ConditionPropertyTest::not),
                Combinators.combine(inner, inner).as((l, r) -> joined(l, "&&", r, 0)),
                Combinators.combine(inner, inner).as((l, r) -> joined(l, "||", r, 1)));
    }

    private static Formula not(Formula inner) {
        return new Formula("!(" + inner.text() + ")", truth -> {
            int value = inner.meaning().applyAsInt(truth);
            return value == 2 ? 2 : 1 - value;
        });
    }

    private static Formula joined(Formula left, String operator, Formula right, int deciding) {
        return new Formula(
                "(" + left.text() + " " + operator + " " + right.text() + ")",
                truth -> both(left, right, truth, deciding));
    }

    private static int both(Formula left, Formula right, int[] truth, int deciding) {
        int a = left.meaning().applyAsInt(truth);
        int b = right.meaning().applyAsInt(truth);
        if (a == deciding || b == deciding) {
            return deciding;
        }
        return a == 2 || b == 2 ? 2 : 1 - deciding;
    }

    @Property(tries = 2_000)
    void followsKleenesTables(@ForAll("formulas") Formula formula) {
        Test test = Condition.parse(formula.text(), SCHEMA, Map.of()).compile(Map.of());
        for (int i = 0; i < 27; i++) {
            int[] truth = {i % 3, i / 3 % 3, i / 9};
            Values values = new Values(SCHEMA);
            for (int at = 0; at < 3; at++) {
                if (truth[at] < 2) {
                    values.set(at, truth[at] == 1);
                }
            }

            assertThat(test.on(values))
                    .as(formula.text())
                    .isEqualTo(formula.meaning().applyAsInt(truth));
        }
    }

    @Property(tries = 5_000)
    void readsOrRefusesAnyTextButNeverBreaks(@ForAll("noise") String text) {
        try {
            Condition condition = Condition.parse(text, SCHEMA, Map.of());
            assertThat(condition.text()).isEqualTo(text);
        } catch (ConditionException refused) {
            assertThat(refused.line()).isPositive();
            assertThat(refused.column()).isPositive();
        }
    }

    @Provide
    Arbitrary<String> noise() {
        Arbitrary<String> tokens = Arbitraries.of(
                "p.a",
                "p.b",
                "&&",
                "||",
                "!",
                "(",
                ")",
                "==",
                "in",
                "contains",
                "[",
                "]",
                ",",
                "\"x\"",
                "\"",
                "1",
                "10m",
                "has",
                "param",
                "true",
                " ",
                "\n",
                "é");
        return tokens.list().ofMaxSize(20).map(parts -> String.join(" ", parts));
    }
}
