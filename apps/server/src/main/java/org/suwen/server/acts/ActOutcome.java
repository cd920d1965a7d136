package org.suwen.server.acts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an act comes to.
 *
 * @param reason why it is refused, a code of the rulebook's reasons; empty when it is done
 * @param rules catalogue ids it rests on
 * @param told what stands against it, in one English sentence; empty when it is done
 * @param values what the caller learns
 * @param commit makes the change, after its entry is durable
 */
public record ActOutcome(
        Optional<String> reason, List<String> rules, String told, Map<String, Object> values, Runnable commit) {

    /** Copies the lists; values may hold lists, maps, texts, numbers and yes-or-no. */
    public ActOutcome {
        rules = List.copyOf(rules);
        values = Map.copyOf(values);
    }

    /** Refused for a reason, by a rule of the catalogue. */
    public static ActOutcome refused(String reason, String rule, String told) {
        return new ActOutcome(Optional.of(reason), List.of(rule), told, Map.of(), ActOutcome::nothing);
    }

    /** Refused for a reason, by several rules of the catalogue. */
    public static ActOutcome refused(String reason, List<String> rules, String told) {
        return new ActOutcome(Optional.of(reason), rules, told, Map.of(), ActOutcome::nothing);
    }

    /** The same outcome, and something that is noted because of it. */
    public ActOutcome and(Runnable noted) {
        return new ActOutcome(reason, rules, told, values, noted);
    }

    /** Looked at; nothing changes. */
    public static ActOutcome told(List<String> rules, Map<String, Object> values) {
        return new ActOutcome(Optional.empty(), rules, "", values, ActOutcome::nothing);
    }

    /** To be done by {@code commit}. */
    public static ActOutcome done(List<String> rules, Map<String, Object> values, Runnable commit) {
        return new ActOutcome(Optional.empty(), rules, "", values, commit);
    }

    private static void nothing() {}
}
