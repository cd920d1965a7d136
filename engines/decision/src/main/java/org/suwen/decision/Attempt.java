package org.suwen.decision;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.Granularity;

/** What came of passing the gates under one ground. */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class Attempt {

    /** Marks a rule that could not be evaluated in {@link #tokens}. */
    static final int FAULT = 1 << 30;

    /** Marks an answer that is cut down; the granularity stands behind it. */
    static final int REDUCED = 1 << 29;

    /** Marks a rule that takes part in a release without refusing in {@link #tokens}. */
    static final int APPLIED = 1 << 28;

    final HeldGround ground;
    private int[] tokens = new int[12];
    private int size;
    private boolean denied;
    private Effect.@Nullable Window window;
    private @Nullable Granularity reducedTo;
    private boolean fromRequest;

    Attempt(HeldGround ground) {
        this.ground = ground;
        if (ground.rule() != null) {
            token(ground.rule().index() | APPLIED);
        }
    }

    /** A rule refuses. */
    void refuse(CompiledRule rule) {
        denied = true;
        token(rule.index());
    }

    /** A rule can't be evaluated; that refuses too. */
    void fault(CompiledRule rule) {
        denied = true;
        token(rule.index() | FAULT);
    }

    /** An obligation can't be evaluated in an emergency, which stays open. */
    void forgivenFault(CompiledRule rule) {
        token(rule.index() | FAULT);
    }

    /** No ground holds; whether or not a rule says which one is missing, that refuses. */
    void refuseForWantOfGround() {
        denied = true;
    }

    /** A rule takes part in a release. */
    void apply(CompiledRule rule) {
        token(rule.index() | APPLIED);
        if (rule.rule().effect() instanceof Effect.Window limit && window == null) {
            window = limit;
        }
        if (rule.rule().effect() instanceof Effect.Require require) {
            fromRequest |= readsRequest(require);
        }
    }

    void reduceTo(Granularity granularity) {
        reducedTo = granularity;
        token(REDUCED | granularity.ordinal());
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

    /** Whether nothing in the decision depends on more than the rules that matched. */
    boolean keepable() {
        return !fromRequest && (denied || !conditional());
    }

    /** The rules that matched, in order. */
    int[] tokens() {
        return Arrays.copyOf(tokens, size);
    }

    Leaf leaf(Leaf root) {
        Leaf leaf = root;
        for (int i = 0; i < size; i++) {
            leaf = leaf.next(tokens[i]);
        }
        return leaf;
    }

    private static boolean readsRequest(Effect.Require require) {
        for (Effect.DutyRule duty : require.duties()) {
            for (Effect.DutyValue value : duty.parameters().values()) {
                if (value.source() == Effect.DutyValue.Source.ATTRIBUTE) {
                    return true;
                }
            }
        }
        return false;
    }

    private void token(int token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size * 2);
        }
        tokens[size++] = token;
    }
}
