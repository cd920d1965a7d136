package org.suwen.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rules every engine can hold: a role may do something with a type of data of a department; all else is refused. */
final class PlainRules {

    private static final List<String> ROLES = List.of("DOCTOR", "NURSE", "RESEARCHER");
    private static final List<String> ACTIONS = List.of("READ", "SEARCH", "CREATE");
    private static final List<String> TYPES =
            List.of("Observation", "DiagnosticReport", "Condition", "MedicationRequest", "DocumentReference");

    /** One rule, or the question it answers with yes. */
    record Plain(String role, String action, String type, String department) {}

    private PlainRules() {}

    /** So many different rules, spread over as many departments as that takes. */
    static List<Plain> rules(int count) {
        List<Plain> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int rest = i / 45;
            rules.add(new Plain(
                    ROLES.get(i % 3), ACTIONS.get(i / 3 % 3), TYPES.get(i / 9 % 5), "D" + rest * 2));
        }
        return rules;
    }

    /** Questions, about half of which a rule answers with yes. */
    static List<Plain> questions(List<Plain> rules, int count) {
        Random random = new Random(11);
        List<Plain> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Plain rule = rules.get(random.nextInt(rules.size()));
            questions.add(
                    random.nextBoolean()
                            ? rule
                            : new Plain(rule.role(), rule.action(), rule.type(), rule.department() + "x"));
        }
        return questions;
    }
}
