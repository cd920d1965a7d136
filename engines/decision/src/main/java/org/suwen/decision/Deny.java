package org.suwen.decision;

import java.util.List;

/**
 * The use may not go ahead.
 *
 * @param reason the first failing gate's
 * @param all every reason found, in the order of the gates, the main one first
 * @param rules ids of the rules it rests on; empty when nothing allows the use
 */
public record Deny(Reason reason, List<Reason> all, List<String> rules) implements Decision {

    public Deny {
        all = List.copyOf(all);
        rules = List.copyOf(rules);
        if (all.isEmpty() || !all.get(0).equals(reason)) {
            throw new IllegalArgumentException("the main reason comes first among all reasons");
        }
    }

    /** Whether this reason is among all reasons. */
    public boolean has(String code) {
        for (Reason each : all) {
            if (each.code().equals(code)) {
                return true;
            }
        }
        return false;
    }
}
