package org.suwen.server.cases;

import java.time.Instant;
import org.suwen.formats.cases.Step;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.identity.Caller;
import tools.jackson.databind.json.JsonMapper;

/** Acts of the office in a case, over the real registers, and what the office's rounds do when time passes. */
final class OfficeSteps {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final CaseHospital hospital;
    private final CaseCallers callers;

    OfficeSteps(CaseHospital hospital, CaseCallers callers) {
        this.hospital = hospital;
        this.callers = callers;
    }

    Asking.Result act(Step.Office step) {
        Caller caller = step.actor()
                .map(actor -> callers.of(actor, Step.Approach.USUAL))
                .orElseGet(callers::officer);
        ActOutcome outcome =
                hospital.services().office().acts().perform(caller, step.act(), JSON.readTree(step.with()));
        return new Asking.Result(Came.of(outcome), hospital.heard());
    }

    /** The rounds go on before and after the clock moves, as they do every minute in a running server. */
    void moveTo(Instant to) {
        hospital.services().office().round().run();
        hospital.clock().moveTo(to);
        hospital.services().office().round().run();
    }
}
