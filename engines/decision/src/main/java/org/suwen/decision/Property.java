package org.suwen.decision;

import java.util.List;
import org.suwen.decision.condition.Condition;

/**
 * Something no permit may ever be, whatever the request: checked over the whole space before a rulebook is published.
 *
 * @param id unique
 * @param catalogue ids of the prohibitions it is drawn from
 * @param title what it says in a line
 * @param scope which requests it is about
 * @param never what must not hold when something is permitted; {@code ground} and {@code answer.granularity} are those of
 *     the permit
 */
public record Property(String id, List<String> catalogue, Text title, Scope scope, Condition never) {

    public Property {
        catalogue = List.copyOf(catalogue);
    }
}
