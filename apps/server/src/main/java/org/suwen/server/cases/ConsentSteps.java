package org.suwen.server.cases;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.consent.Offer;
import org.suwen.decision.consent.Submission;
import org.suwen.formats.cases.Step;
import org.suwen.server.access.Answer;
import org.suwen.server.consent.ConsentDesk;
import org.suwen.server.consent.Filed;
import org.suwen.server.identity.Caller;

/** Consent handed in, taken back, extended and disputed in a case, over the real desk. */
final class ConsentSteps {

    private final CaseHospital hospital;
    private final CaseNames names;
    private final CaseCallers callers;
    private final Asking asking;

    ConsentSteps(CaseHospital hospital, CaseNames names, CaseCallers callers, Asking asking) {
        this.hospital = hospital;
        this.names = names;
        this.callers = callers;
        this.asking = asking;
    }

    Asking.Result capture(Step.Capture step) {
        Submission given = step.submission();
        Offer.Edition current = hospital.services().agreement().edition();
        Submission.Notice notice = given.notice();
        boolean newest = notice.edition().isEmpty();
        var shown = new Submission.Notice(
                newest ? current.id() : notice.edition(),
                current.textHash(),
                notice.readToEnd(),
                notice.understood(),
                notice.parts(),
                notice.waiver());
        var submission =
                new Submission(given.answers(), given.documents(), given.term(), shown, given.hand(), given.special());
        return result(hospital.services()
                .consents()
                .capture(
                        caller(step.actor(), step.patient()),
                        names.patient(step.patient()),
                        OptionalLong.empty(),
                        submission));
    }

    Asking.Result withdraw(Step.Withdrawal step) {
        return result(hospital.services()
                .consents()
                .withdraw(
                        caller(step.actor(), step.patient()),
                        names.patient(step.patient()),
                        step.items(),
                        "STOP_NEW_ONLY"));
    }

    Asking.Result event(Step.ConsentEvent step) {
        var event = new ConsentDesk.Event(step.kind(), step.items(), step.until(), "", step.changes());
        return result(hospital.services()
                .consents()
                .event(caller(step.actor(), step.patient()), names.patient(step.patient()), event));
    }

    private Caller caller(Optional<String> actor, String patient) {
        return actor.map(callers::online).orElseGet(() -> callers.patient(patient));
    }

    private Asking.Result result(Filed filed) {
        List<Heard> heard = hospital.heard();
        return switch (filed) {
            case Filed.Done done -> asking.permitted(heard);
            case Filed.Refused refused
            when refused.refusal() instanceof Answer.Refused told ->
                new Asking.Result(asking.refused(told.trail().decision(), heard), heard);
            case Filed.Refused hidden ->
                throw new IllegalStateException("an act was answered as if there were no patient");
            case Filed.Moved moved -> throw new IllegalStateException("the consent moved during a case");
            case Filed.Invalid invalid ->
                new Asking.Result(
                        Came.refused(
                                List.of("CONSENT"),
                                invalid.defects().stream()
                                        .map(Defect::rule)
                                        .distinct()
                                        .toList(),
                                invalid.defects().toString()),
                        heard);
        };
    }
}
