package org.suwen.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.suwen.classification.Granularity;
import org.suwen.decision.Action;
import org.suwen.decision.ActorKind;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Effect;
import org.suwen.decision.Gate;
import org.suwen.decision.Layer;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Rule;
import org.suwen.decision.RuleSchema;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookPart;
import org.suwen.decision.Scope;
import org.suwen.decision.Text;
import org.suwen.decision.condition.Condition;

/** A rulebook grown with a hospital's own rules, about 33 for each department, until it holds so many. */
final class Growth {

    private static final Scope LOOKS =
            new Scope(Set.of(Action.READ, Action.SEARCH), Set.of(), Set.of(), Set.of(ActorKind.PERSON));
    private static final List<String> DATA_CLASSES =
            List.of("LAB_REPORT", "CHEST_CT", "PRESCRIPTION", "PROGRESS_NOTE", "HEART_RATE", "PATHOLOGY", "SURGERY");
    private static final List<String> TITLES = List.of("RESIDENT", "ATTENDING", "ASSOCIATE_CHIEF");
    private static final List<String> CATEGORIES = List.of("HEALTH_STATUS", "MEDICAL_APPLICATION", "MEDICAL_PAYMENT");

    private Growth() {}

    static Rulebook to(Rulebook shipped, int size) {
        List<Rule> own = new ArrayList<>();
        for (int i = 0; own.size() + shipped.rules().size() < size; i++) {
            own.add(rule(i));
        }
        List<RulebookPart> parts = new ArrayList<>();
        for (Layer layer : List.of(Layer.NATIONAL, Layer.SCENARIO)) {
            boolean national = layer == Layer.NATIONAL;
            parts.add(new RulebookPart(
                    layer,
                    shipped.rules().stream().filter(rule -> rule.layer() == layer).toList(),
                    national ? List.copyOf(shipped.parameters().values()) : List.of(),
                    national ? List.copyOf(shipped.reasons().values()) : List.of(),
                    Set.of()));
        }
        parts.add(new RulebookPart(Layer.HOSPITAL, own, List.of(), List.of(), Set.of()));
        return Rulebook.of(parts);
    }

    private static Rule rule(int number) {
        int department = number % Hospital.DEPARTMENTS;
        int variety = number / Hospital.DEPARTMENTS;
        String unit = "data.department == \"D" + department + "\" && ";
        String word = DATA_CLASSES.get(variety % DATA_CLASSES.size());
        return switch (variety % 4) {
            case 0 -> made(
                    number, Gate.OBLIGATION, LOOKS,
                    unit + "data.classes contains \"" + word + "\" && data.category == \"" + CATEGORIES.get(variety % 3) + "\"",
                    new Effect.Require(List.of(duty("LOCAL" + variety))));
            case 1 -> made(
                    number, Gate.TITLE, LOOKS,
                    unit + "data.special && has actor.title && actor.title == \"" + TITLES.get(variety % 3)
                            + "\" && data.classes contains \"" + word + "\"",
                    new Effect.Cap(Granularity.SUMMARY, "TITLE_CAP"));
            case 2 -> made(
                    number, Gate.CONSENT,
                    new Scope(Set.of(), Set.of(Purpose.RESEARCH, Purpose.TEACHING), Set.of(), Set.of()),
                    unit + "data.grade >= 4 && consent.refused contains \"TEACHING\" && data.category == \""
                            + CATEGORIES.get(variety % 3) + "\"",
                    new Effect.Refuse("CONSENT"));
            default -> made(
                    number, Gate.OBLIGATION,
                    new Scope(Set.of(), Set.of(), Set.of(Role.DOCTOR, Role.NURSE), Set.of()),
                    unit + "!environment.onDuty && actor.role == \"NURSE\" && data.classes contains \"" + word + "\"",
                    new Effect.Require(List.of(duty("NIGHT" + variety))));
        };
    }

    private static Effect.DutyRule duty(String focus) {
        return new Effect.DutyRule(
                DutyKind.REVIEW, Map.of("focus", new Effect.DutyValue(Effect.DutyValue.Source.TEXT, focus)));
    }

    private static Rule made(int number, Gate gate, Scope scope, String when, Effect effect) {
        return new Rule(
                "HOSPITAL." + number, List.of("BENCH"), gate, Layer.HOSPITAL, new Text("本院规则", "the hospital's own"), "own",
                scope, Condition.parse(when, RuleSchema.schema(), Map.of()), effect, Set.of(), false);
    }
}
