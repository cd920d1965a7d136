package org.suwen.decision.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.suwen.classification.Flag;
import org.suwen.decision.Action;
import org.suwen.decision.Provision;

/** Looks at clauses for what the law asks about them. */
public final class Clauses {

    private static final Set<String> ORDINARY =
            Set.of("NORMAL", Flag.PERSONAL_INFORMATION.name(), Flag.PUBLIC_DATA.name());

    private static final Set<Action> COVERED =
            Set.of(Action.READ, Action.SEARCH, Action.CREATE, Action.UPDATE, Action.UPLOAD, Action.EXPORT);

    private Clauses() {}

    /** Paths of clauses that agree to any purpose (CON-18). */
    public static List<String> blanket(List<Provision> clauses) {
        List<String> paths = new ArrayList<>();
        clauses.forEach(each -> blanket(each, false, paths));
        return paths;
    }

    private static void blanket(Provision clause, boolean named, List<String> paths) {
        boolean known = named || !clause.reach().purposes().isEmpty();
        if (clause.permit() && !known) {
            paths.add(clause.path());
        }
        clause.exceptions().forEach(each -> blanket(each, known, paths));
    }

    /** Paths of clauses that agree to more than collecting, storing, using, processing and transmitting (AGR-03). */
    public static List<String> beyond(List<Provision> clauses) {
        List<String> paths = new ArrayList<>();
        clauses.forEach(each -> beyond(each, paths));
        return paths;
    }

    private static void beyond(Provision clause, List<String> paths) {
        if (clause.permit() && !COVERED.containsAll(clause.reach().actions())) {
            paths.add(clause.path());
        }
        clause.exceptions().forEach(each -> beyond(each, paths));
    }

    /** Whether a clause, or one inside it, agrees to data by a sensitive label: a disease, a flag, {@code RESTRICTED}. */
    public static boolean agreesToSensitive(Provision clause) {
        boolean own =
                clause.permit() && clause.reach().what().labels().stream().anyMatch(label -> !ORDINARY.contains(label));
        return own || clause.exceptions().stream().anyMatch(Clauses::agreesToSensitive);
    }
}
