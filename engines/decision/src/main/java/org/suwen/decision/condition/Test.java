package org.suwen.decision.condition;

/** A condition made ready to run: parameters put in, words turned into numbers. */
@FunctionalInterface
public interface Test {

    /** The condition does not hold. */
    int NO = 0;

    /** The condition holds. */
    int YES = 1;

    /** The condition can't be evaluated: a value it needs is absent. */
    int FAULT = 2;

    /**
     * {@link #NO}, {@link #YES} or {@link #FAULT}.
     *
     * <p>Logic is three-valued in Kleene's way: {@code false && fault} is false and {@code true || fault} is true in
     * either order, everything else that meets a fault is a fault.
     */
    int on(Values values);
}
