package org.suwen.server.consent;

import org.springframework.http.HttpStatus;
import org.suwen.decision.consent.Defect;
import org.suwen.server.web.Problem;

/** Tells of the first defect where an answer has room for one sentence; its rule is the code. */
final class Invalid {

    private Invalid() {}

    static Problem problem(Filed.Invalid invalid) {
        Defect first = invalid.defects().getFirst();
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                first.rule(),
                first.text().zh() + "（" + first.element() + "）",
                first.text().en() + ", at `" + first.element() + "`");
    }
}
