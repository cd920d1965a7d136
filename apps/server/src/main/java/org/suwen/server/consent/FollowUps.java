package org.suwen.server.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.suwen.classification.Flag;
import org.suwen.classification.Labels;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Provision;
import org.suwen.decision.Purpose;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.Deadlines;
import org.suwen.decision.consent.ItemState;
import org.suwen.decision.consent.Picture;
import org.suwen.decision.consent.Task;
import org.suwen.server.access.PatientCard;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;

/** Works out which tasks follow from an act of consent, and opens them before the act is in force. */
public final class FollowUps {

    private final Deadlines deadlines;
    private final ConsentTasks tasks;
    private final Vault vault;

    /** Tasks by {@code deadlines}. */
    public FollowUps(Deadlines deadlines, ConsentTasks tasks, Vault vault) {
        this.deadlines = deadlines;
        this.tasks = tasks;
        this.vault = vault;
    }

    List<Task> open(PatientId patient, ConsentAct act, PatientCard before, PatientCard after) {
        List<Task> due = new ArrayList<>();
        if (takenBack(act, before, after)) {
            due.addAll(deadlines.ofWithdrawal(act, genetic(patient)));
        }
        boolean keepsTeamOut = act.content().documents().values().stream()
                .flatMap(List::stream)
                .anyMatch(FollowUps::keepsSomeoneOut);
        if (keepsTeamOut) {
            due.add(deadlines.task(act.id(), Task.Kind.RESTRICTION, act.recordedAt()));
        }
        tasks.open(patient, act.id(), due);
        return due;
    }

    /** A withdrawal always; another act when an item that was agreed is withdrawn by it. */
    private static boolean takenBack(ConsentAct act, PatientCard before, PatientCard after) {
        if (act.kind() == ConsentAct.Kind.WITHDRAW) {
            return true;
        }
        Instant now = act.recordedAt();
        Picture then = before.file().at(now, now);
        Picture since = after.file().at(now, now);
        return since.items().entrySet().stream()
                .filter(each -> each.getValue().act().equals(act.id()))
                .filter(each -> each.getValue().state() == ItemState.WITHDRAWN)
                .anyMatch(each -> agreed(then, each.getKey(), before));
    }

    private static boolean agreed(Picture then, String key, PatientCard before) {
        Picture.Standing standing = then.items().get(key);
        return standing == null
                ? !before.consent().options().isEmpty()
                : standing.state() == ItemState.ACCEPTED || standing.state() == ItemState.NOT_YET;
    }

    private boolean genetic(PatientId patient) {
        return vault.classes(patient).stream()
                .map(each -> DecisionClass.decode(each.decisionClass()).labels())
                .anyMatch(FollowUps::genetic);
    }

    private static boolean genetic(Labels labels) {
        return labels.has(Flag.GENETIC) || labels.has(Flag.GENETIC_STRICT);
    }

    /** A wish the hospital decides and answers: a clause that keeps named people out of the own treatment. */
    private static boolean keepsSomeoneOut(Provision clause) {
        Provision.Reach reach = clause.reach();
        boolean treatment = reach.purposes().isEmpty() || reach.purposes().contains(Purpose.TREATMENT);
        return (!clause.permit() && treatment && !reach.who().anybody())
                || clause.exceptions().stream().anyMatch(FollowUps::keepsSomeoneOut);
    }
}
