package org.suwen.decision;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.Granularity;

/** What came of passing the gates under one ground; used again for the next question. */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class Attempt {

    /** Marks a rule that could not be evaluated in {@link #token}. */
    static final int FAULT = Stage.FAULT;

    /** Marks an answer that is cut down; the granularity stands behind it. */
    static final int REDUCED = 1 << 29;

    /** Marks a rule that takes part in a release without refusing in {@link #token}. */
    static final int APPLIED = 1 << 28;

    /** Marks a fault that does not refuse in {@link #token}. */
    static final int FORGIVEN = 1 << 27;

    private HeldGround ground = HeldGround.NONE;
    private int[] tokens = new int[12];
    private int size;
    private boolean denied;
    private Effect.@Nullable Window window;
    private @Nullable Granularity reducedTo;
    private boolean fromRequest;

    /** Begins anew under a ground. */
    void begin(HeldGround under) {
        ground = under;
        size = 0;
        denied = false;
        window = null;
        reducedTo = null;
        fromRequest = false;
        if (under.rule() != null) {
            add(under.rule().index() | APPLIED);
        }
    }

    HeldGround ground() {
        return ground;
    }

    /** A rule refuses, or can't be evaluated, which refuses too. */
    void refuse(int ruleOrFault) {
        denied = true;
        add(ruleOrFault);
    }

    /** A rule can't be evaluated in an emergency, which stays open. */
    void forgiveFault(int fault) {
        add(fault | FORGIVEN);
    }

    /** No ground holds; whether or not a rule says which one is missing, that refuses. */
    void refuseForWantOfGround() {
        denied = true;
    }

    /** A rule takes part in a release. */
    void apply(CompiledRule rule) {
        add(rule.index() | APPLIED);
        if (rule.rule().effect() instanceof Effect.Window limit && window == null) {
            window = limit;
        }
        fromRequest |= rule.readsRequest();
    }

    void reduceTo(Granularity granularity) {
        reducedTo = granularity;
        add(REDUCED | granularity.ordinal());
    }

    boolean denied() {
        return denied;
    }

    boolean reduced() {
        return reducedTo != null;
    }

    @Nullable
    Granularity reducedTo() {
        return reducedTo;
    }

    Effect.@Nullable Window window() {
        return window;
    }

    /** Whether it holds for some rows only. */
    boolean conditional() {
        return window != null || ground.authorOnly();
    }

    /** Whether a duty carries something of the request, so that the decision is no one else's. */
    boolean fromRequest() {
        return fromRequest;
    }

    int size() {
        return size;
    }

    /** A rule that matched, in order, with its marks. */
    int token(int i) {
        return tokens[i];
    }

    private void add(int token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size * 2);
        }
        tokens[size++] = token;
    }
}
