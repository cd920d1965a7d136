package org.suwen.decision;

/**
 * The gates as they stand under one ground, or under none.
 *
 * @param early gates before the ground is looked for
 * @param relation which ground is missing; asked when none holds
 */
record Passage(Stage early, Stage relation, Stage title, Stage late, Stage obligations) {

    static Passage under(HeldGround ground, RuleSet rules) {
        return new Passage(
                Stage.under(ground, rules.early),
                Stage.under(ground, rules.relation),
                Stage.under(ground, rules.title),
                Stage.under(ground, rules.late),
                Stage.under(ground, rules.obligations));
    }
}
