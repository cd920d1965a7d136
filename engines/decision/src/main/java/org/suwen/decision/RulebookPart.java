package org.suwen.decision;

import java.util.List;
import java.util.Set;

/**
 * One file's worth of a rulebook.
 *
 * @param layer the layer all of it belongs to
 * @param rules rules it adds
 * @param parameters parameters it adds, or in the hospital's layer moves
 * @param reasons reasons it adds
 * @param switchedOff ids of rules the hospital chooses not to apply
 */
public record RulebookPart(
        Layer layer, List<Rule> rules, List<Parameter> parameters, List<Reason> reasons, Set<String> switchedOff) {

    public RulebookPart {
        rules = List.copyOf(rules);
        parameters = List.copyOf(parameters);
        reasons = List.copyOf(reasons);
        switchedOff = Set.copyOf(switchedOff);
    }
}
