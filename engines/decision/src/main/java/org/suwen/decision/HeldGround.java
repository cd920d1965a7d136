package org.suwen.decision;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ground that may hold, ready to run.
 *
 * @param code its place in {@link Grounds#ALL}
 * @param lifts gates it lifts, as bits
 * @param passage the place of its gates in the {@link RuleSet}
 */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
record HeldGround(@Nullable CompiledRule rule, int code, long lifts, boolean authorOnly, int passage) {

    /** What decides which gates are passed and how. */
    record Kind(int code, long lifts) {}

    /** Stands for "no ground holds". */
    static final HeldGround NONE = new HeldGround(null, 0, 0, false, 0);

    static HeldGround of(CompiledRule rule, Map<Kind, Integer> places) {
        Effect.Ground ground = (Effect.Ground) rule.rule().effect();
        Kind kind = new Kind(Grounds.ALL.indexOf(ground.name()), rule.lifts());
        int place = places.computeIfAbsent(kind, unseen -> places.size());
        return new HeldGround(rule, kind.code(), kind.lifts(), ground.authorOnly(), place);
    }

    Kind kind() {
        return new Kind(code, lifts);
    }

    boolean lifts(Gate gate) {
        return (lifts >>> gate.ordinal() & 1) == 1;
    }

    /** Whether it keeps care open even when rules about grounds can't be evaluated (I2). */
    boolean emergency() {
        return lifts(Gate.GROUND);
    }
}
