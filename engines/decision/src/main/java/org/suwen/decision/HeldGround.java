package org.suwen.decision;

import org.jspecify.annotations.Nullable;

/**
 * A ground that may hold, ready to run.
 *
 * @param code its place in {@link Grounds#ALL}
 * @param lifts gates it lifts, as bits
 */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
record HeldGround(@Nullable CompiledRule rule, int code, long lifts, boolean authorOnly) {

    /** Stands for "no ground holds". */
    static final HeldGround NONE = new HeldGround(null, 0, 0, false);

    static HeldGround of(CompiledRule rule) {
        Effect.Ground ground = (Effect.Ground) rule.rule().effect();
        return new HeldGround(rule, Grounds.ALL.indexOf(ground.name()), rule.lifts(), ground.authorOnly());
    }

    boolean lifts(Gate gate) {
        return (lifts >>> gate.ordinal() & 1) == 1;
    }

    /** Whether it keeps care open even when rules about grounds can't be evaluated (I2). */
    boolean emergency() {
        return lifts(Gate.GROUND);
    }
}
