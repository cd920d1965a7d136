package org.suwen.formats.cases;

import java.util.List;
import org.suwen.formats.yaml.Position;

/**
 * One case.
 *
 * @param at where it stands
 * @param id unique in its folder, for instance {@code T-DOC-05}
 * @param title what it shows
 * @param rules catalogue ids it gives evidence for
 * @param fixture the situation before the first step
 * @param steps what happens, in order
 */
public record Case(Position at, String id, String title, List<String> rules, Fixture fixture, List<Step> steps) {

    public Case {
        rules = List.copyOf(rules);
        steps = List.copyOf(steps);
    }
}
