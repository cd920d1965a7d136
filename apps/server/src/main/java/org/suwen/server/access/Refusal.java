package org.suwen.server.access;

import org.suwen.decision.Reason;
import org.suwen.server.web.Problem;

/** Turns an answer that is not a release into the error the console's API gives. */
public final class Refusal {

    private Refusal() {}

    /** The problem that says why there is no release. */
    public static Problem of(Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> of(refused.reason());
            case Answer.Stale stale ->
                Problem.badRequest("授权或规则已变化，请从头重新查询", "consent or rules have changed, start again");
            case Answer.Absent absent -> Problem.notFound();
            case Answer.Gone gone -> Problem.notFound();
            case Answer.Released released -> throw new IllegalArgumentException("a release is no refusal");
            case Answer.Page page -> throw new IllegalArgumentException("a release is no refusal");
        };
    }

    private static Problem of(Reason reason) {
        return Problem.forbidden(
                reason.code(), reason.text().zh(), reason.text().en());
    }
}
