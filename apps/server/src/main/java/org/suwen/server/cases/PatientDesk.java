package org.suwen.server.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.suwen.decision.Action;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DeviceBinding;
import org.suwen.formats.cases.Expect;
import org.suwen.formats.cases.Step;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Changes;
import org.suwen.server.consent.ConsentDesk;
import org.suwen.server.consent.ConsentDesk.Kind;
import org.suwen.server.identity.Caller;
import org.suwen.vault.PatientId;

/** What patients and guardians change in a case: consent and devices. */
final class PatientDesk {

    private final CaseHospital hospital;
    private final CaseNames names;
    private final CaseCallers callers;
    private final Asking asking;

    PatientDesk(CaseHospital hospital, CaseNames names, CaseCallers callers, Asking asking) {
        this.hospital = hospital;
        this.names = names;
        this.callers = callers;
        this.asking = asking;
    }

    /** Answers and recipients first, then status and term; the first refusal is what came of it. */
    Asking.Result consent(Step.ConsentChange change) {
        PatientId patient = names.patient(change.patient());
        Caller caller = callers.changer(change.patient(), change.by());
        List<ConsentDesk.Wanted> wanted = new ArrayList<>();
        change.options()
                .forEach((option, choice) -> wanted.add(new ConsentDesk.Wanted(Kind.OPTION, option.name(), choice)));
        change.recipients().forEach((id, choice) -> wanted.add(new ConsentDesk.Wanted(Kind.RECIPIENT, id, choice)));
        Asking.Result result = new Asking.Result(Came.error("the step changes nothing"), List.of());
        if (!wanted.isEmpty()) {
            long version = hospital.services().cards().current(patient).version();
            result = came(hospital.services().consents().change(caller, patient, version, wanted));
        }
        boolean refused = result.came().outcome() == Expect.Outcome.DENY;
        if (!refused && (change.status().isPresent() || change.until().isPresent())) {
            var wish = new Changes.Wish(
                    EntryType.CONSENT,
                    "Consent",
                    "TERM",
                    OptionalLong.empty(),
                    (card, permit) -> card.withConsent(term(card.consent(), change)));
            var ask = hospital.services().asks().of(caller, Action.UPDATE, "consent.term");
            result = came(hospital.services().changes().make(ask, patient, wish));
        }
        return result;
    }

    private static ConsentState term(ConsentState state, Step.ConsentChange change) {
        return new ConsentState(
                state.version() + 1,
                state.options(),
                state.recipients(),
                state.from(),
                change.until().orElse(state.until()),
                change.status().orElse(state.status()));
    }

    Asking.Result device(Step.DeviceChange change) {
        PatientId patient = names.patient(change.patient());
        DeviceBinding before = hospital.services().cards().current(patient).card().devices().stream()
                .filter(each -> each.device().equals(change.device()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no device `" + change.device() + "` is bound"));
        var after = new DeviceBinding(
                before.device(),
                change.activated().orElse(before.activated()),
                change.revoked().orElse(before.revoked()),
                change.sensorsOn().map(Sensors::classes).orElse(before.sensorsOn()));
        Caller caller = callers.changer(change.patient(), change.by());
        return came(hospital.services().consents().switchDevice(caller, patient, after));
    }

    /** A change that names no expectation must be made. */
    static void made(Asking.Result result) {
        if (result.came().outcome() != Expect.Outcome.PERMIT) {
            throw new IllegalStateException("the patient's change was not made: "
                    + result.came().reasons() + " " + result.came().told());
        }
    }

    private static UUID request(Answer refusal) {
        if (refusal instanceof Answer.Refused refused) {
            return refused.trail().decision();
        }
        throw new IllegalStateException("a change was answered as if there were no patient");
    }

    private Asking.Result came(Changes.Outcome outcome) {
        List<Heard> heard = hospital.heard();
        return switch (outcome) {
            case Changes.Outcome.Done done -> asking.permitted(heard);
            case Changes.Outcome.Moved moved -> new Asking.Result(Came.error("the consent moved meanwhile"), heard);
            case Changes.Outcome.Refused refused ->
                new Asking.Result(asking.refused(request(refused.refusal()), heard), heard);
        };
    }
}
