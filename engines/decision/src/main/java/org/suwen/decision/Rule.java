package org.suwen.decision;

import java.util.List;
import java.util.Set;
import org.suwen.decision.condition.Condition;

/**
 * One rule.
 *
 * @param id unique; the catalogue id it is drawn from, and a word behind a dot where one id needs several rules
 * @param catalogue ids of the requirements it carries out
 * @param gate where it speaks
 * @param layer where it comes from
 * @param title what it says in a line
 * @param legalBasis the source in law or standard
 * @param scope which requests it is about
 * @param when the condition
 * @param effect what it does when the condition holds
 * @param evenUnder grounds under which it binds although they lift its gate
 * @param hospitalMayChoose whether a hospital may switch it off
 */
// Eleven parts: this is what a rule consists of (design.md section 5).
public record Rule(
        String id,
        List<String> catalogue,
        Gate gate,
        Layer layer,
        Text title,
        String legalBasis,
        Scope scope,
        Condition when,
        Effect effect,
        Set<String> evenUnder,
        boolean hospitalMayChoose) {

    public Rule {
        catalogue = List.copyOf(catalogue);
        evenUnder = Set.copyOf(evenUnder);
    }
}
