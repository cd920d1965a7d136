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
                rules.stage(ground, rules.early),
                rules.stage(ground, rules.relation),
                rules.stage(ground, rules.title),
                rules.stage(ground, rules.late),
                rules.stage(ground, rules.obligations));
    }
}
