package org.suwen.server.office;

import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Role;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.trace.Trace;
import org.suwen.server.web.Problem;

/** Explains a decision to whom it was given, and to the office. */
@RestController
public class DecisionApi {

    private final Trace trace;
    private final Explanations explanations;

    /** Explanations of the decisions in {@code trace}. */
    public DecisionApi(Trace trace, Explanations explanations) {
        this.trace = trace;
        this.explanations = explanations;
    }

    /** One decision, by the id in the {@code Suwen-Decision} header. */
    @GetMapping("/api/decisions/{id}")
    public Explanations.Explanation decision(@RequestCaller Caller caller, @PathVariable("id") String id) {
        Trace.Opened entry = trace.ofRequest(uuid(id)).orElseThrow(Problem::notFound);
        boolean office = caller.role() == Role.OFFICER || caller.role() == Role.AUDITOR;
        boolean own = entry.account().caller().actor().equals(caller.accountId());
        if (!office && !own) {
            throw Problem.notFound();
        }
        return explanations.explanation(entry).orElseThrow(Problem::notFound);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound();
        }
    }
}
