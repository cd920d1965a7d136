package org.suwen.server.cases;

import org.suwen.formats.cases.DataKind;
import org.suwen.formats.cases.Step;

/** Says in a line what a step does, for the page a lawyer reads. */
final class StepWords {

    private StepWords() {}

    static String of(Step step) {
        return switch (step) {
            case Step.Ask ask ->
                ask.actor()
                        + ask.via().map(via -> " (called by " + via + ")").orElse("")
                        + " asks to " + ask.action() + " " + target(ask) + " of " + ask.patient() + " for "
                        + ask.purpose();
            case Step.BreakGlass open -> open.actor() + " opens emergency access to " + open.patient();
            case Step.Statement filed -> filed.actor() + " files the statement on " + filed.patient();
            case Step.Upload upload ->
                upload.device() + " sends " + upload.readings().keySet() + " of " + upload.patient();
            case Step.SignIn signIn -> signIn.actor() + " signs in with " + signIn.factors();
            case Step.Administer act -> act.act().name();
            case Step.Office act -> act.actor().orElse("the office") + " does " + act.act();
            case Step.ConsentChange change ->
                change.by().orElse(change.patient()) + " changes the consent of " + change.patient();
            case Step.DeviceChange change ->
                change.by().orElse(change.patient()) + " switches " + change.device() + " of " + change.patient();
            case Step.Capture capture ->
                capture.actor().orElse(capture.patient()) + " hands in a consent of " + capture.patient();
            case Step.Withdrawal withdrawal ->
                withdrawal.actor().orElse(withdrawal.patient()) + " takes back the consent of " + withdrawal.patient();
            case Step.ConsentEvent event -> event.kind() + " on the consent of " + event.patient();
            case Step.MatterStep matter ->
                matter.actor().orElse(matter.patient()) + ": " + matter.step().orElse("opens") + " " + matter.kind()
                        + " of " + matter.patient();
            default -> step.getClass().getSimpleName();
        };
    }

    private static String target(Step.Ask ask) {
        if (ask.body().isPresent()) {
            return ask.body().get().kind().map(DataKind::word).orElse("a resource");
        }
        return ask.target()
                .flatMap(target -> target.data().or(() -> target.kind().map(kind -> "every " + kind.word())))
                .orElse("the record");
    }
}
