package org.suwen.decision.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class ConditionTest {

    enum Rank {
        LOW,
        MIDDLE,
        HIGH
    }

    private static final Schema SCHEMA = new Schema(List.of(
            new Attribute("a.yes", Type.BOOL, 0, false),
            new Attribute("a.rank", Type.rankOf(Rank.class), 1, true),
            new Attribute("a.marks", Type.someOf(Rank.class), 2, false),
            new Attribute("a.name", Type.TEXT, 3, true),
            new Attribute("a.names", Type.SET, 4, false),
            new Attribute("a.count", Type.NUMBER, 5, false),
            new Attribute("a.time", Type.DURATION, 6, false),
            new Attribute("a.address", Type.ADDRESS, 7, false)));

    private static final Map<String, Value> PARAMETERS = Map.of(
            "limit", new Value.Span(Duration.ofMinutes(10)),
            "words", new Value.Words(new TreeSet<>(Set.of("x", "y"))),
            "on", new Value.Flag(true),
            "nets", new Value.Networks(List.of(Network.of("10.8.0.0/16"), Network.of("2001:db8::/32"))));

    private static final Map<String, Type> TYPES =
            Map.of("limit", Type.DURATION, "words", Type.SET, "on", Type.BOOL, "nets", Type.NETWORKS);

    @Test
    void comparesWordsByTheirRank() {
        Values values = values();
        values.set(1, 1L);

        assertThat(run("a.rank < \"HIGH\"", values)).isEqualTo(org.suwen.decision.condition.Test.YES);
        assertThat(run("a.rank >= \"HIGH\"", values)).isEqualTo(org.suwen.decision.condition.Test.NO);
        assertThat(run("a.rank in [\"LOW\", \"MIDDLE\"]", values)).isEqualTo(org.suwen.decision.condition.Test.YES);
    }

    @Test
    void asksSets() {
        Values values = values();
        values.set(2, 0b101L);
        values.set(4, Set.of("x", "z"));

        assertThat(holds("a.marks contains \"HIGH\"", values)).isTrue();
        assertThat(holds("a.marks containsAny [\"MIDDLE\"]", values)).isFalse();
        assertThat(holds("a.marks containsAll [\"LOW\", \"HIGH\"]", values)).isTrue();
        assertThat(holds("a.names containsAny param(\"words\")", values)).isTrue();
        assertThat(holds("a.names containsAll param(\"words\")", values)).isFalse();
    }

    @Test
    void asksTimesNumbersAndNetworks() {
        Values values = values();
        values.set(5, 2L);
        values.set(6, Duration.ofMinutes(10).toMillis());
        values.set(7, Address.of("10.8.255.255"));

        assertThat(holds("a.count != 3 && a.time >= param(\"limit\")", values)).isTrue();
        assertThat(holds("a.time < 600s", values)).isFalse();
        assertThat(holds("a.address in param(\"nets\")", values)).isTrue();
        values.set(7, Address.of("10.9.0.0"));
        assertThat(holds("a.address in param(\"nets\")", values)).isFalse();
        values.set(7, Address.of("2001:db8:1::5"));
        assertThat(holds("a.address in param(\"nets\")", values)).isTrue();
    }

    @Test
    void anAbsentValueIsAFaultInEitherOrderUnlessTheOtherSideDecides() {
        Values values = values();
        values.set(0, false);

        assertThat(run("a.name == \"x\"", values)).isEqualTo(org.suwen.decision.condition.Test.FAULT);
        assertThat(run("!(a.name == \"x\")", values)).isEqualTo(org.suwen.decision.condition.Test.FAULT);
        assertThat(run("a.yes && a.name == \"x\"", values)).isEqualTo(org.suwen.decision.condition.Test.NO);
        assertThat(run("a.name == \"x\" && a.yes", values)).isEqualTo(org.suwen.decision.condition.Test.NO);
        assertThat(run("!a.yes || a.name == \"x\"", values)).isEqualTo(org.suwen.decision.condition.Test.YES);
        assertThat(run("a.name == \"x\" || a.yes", values)).isEqualTo(org.suwen.decision.condition.Test.FAULT);
        assertThat(run("has a.name && a.name == \"x\"", values)).isEqualTo(org.suwen.decision.condition.Test.NO);
    }

    @Test
    void bindsNotTighterThanAndTighterThanOr() {
        Values values = values();
        values.set(0, true);
        values.set(5, 1L);

        assertThat(holds("a.yes || a.yes && a.count == 2", values)).isTrue();
        assertThat(holds("(a.yes || a.yes) && a.count == 2", values)).isFalse();
        assertThat(holds("!a.yes || a.count == 1", values)).isTrue();
    }

    @Test
    void namesLineAndColumnOfAFault() {
        fault("a.yes &&\n  a.nam == \"x\"", 2, 3).hasMessage("there is no attribute `a.nam`");
        fault("a.rank == \"TALL\"", 1, 11).hasMessage("`TALL` is not one of LOW, MIDDLE, HIGH");
        fault("a.rank == 3", 1, 1).hasMessage("`==` can't compare a TEXT with a NUMBER");
        fault("a.count", 1, 1).hasMessage("a yes or no is needed here, not a NUMBER");
        fault("a.yes a.yes", 1, 7).hasMessage("`a.yes` is not expected here");
        fault("a.yes && (a.yes", 1, 16).hasMessage("`)` is needed here, not `the end`");
        fault("a.name == \"x", 1, 11).hasMessage("the closing quote is missing");
        fault("a.yes & a.yes", 1, 7).hasMessage("the character `&` has no meaning here");
        fault("param(\"none\")", 1, 7).hasMessage("there is no parameter `none`");
        fault("a.name < \"x\"", 1, 1).hasMessage("`<` can't compare a TEXT with a TEXT");
        fault("!a.yes == true", 1, 8).hasMessage("`==` is not expected here");
    }

    @Test
    void limitsLengthAndDepth() {
        fault("(".repeat(40) + "a.yes" + ")".repeat(40), 1, 33).hasMessageContaining("nesting is deeper than 32");
        fault("!".repeat(40) + "a.yes", 1, 32).hasMessageContaining("nesting is deeper than 32");
        fault("a.yes || ".repeat(600) + "a.yes", 1, 1).hasMessageContaining("longer than 4096");
    }

    @Test
    void refusesAParameterWhoseWordsDoNotFit() {
        Condition condition = Condition.parse("a.marks containsAny param(\"words\")", SCHEMA, TYPES);

        assertThatThrownBy(() -> condition.compile(PARAMETERS))
                .isInstanceOf(ConditionException.class)
                .hasMessage("`x` is not one of LOW, MIDDLE, HIGH");
    }

    @Test
    void splitsIntoThePartsThatCanFail() {
        Condition condition =
                Condition.parse("a.yes && (a.count == 1 || a.yes) && !(a.rank == \"LOW\")", SCHEMA, TYPES);

        assertThat(condition.conjuncts())
                .extracting(Condition::text)
                .containsExactly("a.yes", "a.count == 1 || a.yes", "!(a.rank == \"LOW\")");
        assertThat(condition.attributes()).containsExactly("a.count", "a.rank", "a.yes");
    }

    @Test
    void writesCedar() {
        assertThat(cedar("a.yes && !(a.name == \"x\")")).isEqualTo("(context.a.yes && !((context.a.name == \"x\")))");
        assertThat(cedar("a.names containsAny param(\"words\")"))
                .isEqualTo("context.a.names.containsAny([\"x\", \"y\"])");
        assertThat(cedar("has a.rank && a.rank in [\"LOW\"]"))
                .isEqualTo("(context.a has rank && [\"LOW\"].contains(context.a.rank))");
        assertThat(cedar("a.address in param(\"nets\")"))
                .isEqualTo("(context.a.address.isInRange(ip(\"10.8.0.0/16\")) || "
                        + "context.a.address.isInRange(ip(\"2001:db8:0:0:0:0:0:0/32\")))");
        assertThat(cedar("a.time >= param(\"limit\")"))
                .isEqualTo("(context.a.time.toMilliseconds() >= duration(\"600000ms\").toMilliseconds())");
    }

    @Test
    void readsOnlyPlainAddresses() {
        for (String none :
                List.of("", "10.8.1", "10.8.1.256", "010.8.1.5", "10.8.1.5 ", "localhost", "::g", "1:2", "10..8.1")) {
            assertThat(Address.of(none).bits()).as(none).isZero();
        }
        assertThat(Address.of("255.255.255.255").toString()).isEqualTo("255.255.255.255");
        assertThat(Network.of("0.0.0.0/0").contains(Address.of("203.0.113.9"))).isTrue();
        assertThat(Network.of("::/0").contains(Address.of("203.0.113.9"))).isFalse();
        assertThat(Network.of("10.8.1.5").contains(Address.of("10.8.1.4"))).isFalse();
        for (String bad : List.of("10.8.0.1/16", "10.8.0.0/33", "10.8.0.0/-1", "x/8", "10.8.0.0/")) {
            assertThatThrownBy(() -> Network.of(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Values values() {
        return new Values(SCHEMA);
    }

    private static int run(String text, Values values) {
        return Condition.parse(text, SCHEMA, TYPES).compile(PARAMETERS).on(values);
    }

    private static boolean holds(String text, Values values) {
        int result = run(text, values);
        assertThat(result).isNotEqualTo(org.suwen.decision.condition.Test.FAULT);
        return result == org.suwen.decision.condition.Test.YES;
    }

    private static String cedar(String text) {
        return Condition.parse(text, SCHEMA, TYPES).toCedar(PARAMETERS);
    }

    private static AbstractThrowableAssert<?, ?> fault(String text, int line, int column) {
        return assertThatThrownBy(() -> Condition.parse(text, SCHEMA, TYPES))
                .isInstanceOfSatisfying(ConditionException.class, fault -> {
                    assertThat(fault.line()).as(text).isEqualTo(line);
                    assertThat(fault.column()).as(text).isEqualTo(column);
                });
    }
}
