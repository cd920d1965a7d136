package org.suwen.decision;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.suwen.decision.condition.Values;

/** Fills in the values of all attributes for a request and a class of data. */
final class Facts {

    private final Values values = new Values(RuleSchema.schema());
    private final ActorFacts actor = new ActorFacts(values);
    private final CareFacts care = new CareFacts(values);
    private final ConsentFacts consent = new ConsentFacts(values);
    private final DataFacts data = new DataFacts(values);
    private final GrantFacts grants = new GrantFacts(values);
    private @Nullable Request request;
    private @Nullable Program program;
    private @Nullable Needs needs;

    /** Takes up a request. */
    void begin(Request asked, Program by, Needs what) {
        request = asked;
        program = by;
        needs = what;
        values.clear();
        actor.begin(asked, by, what);
        care.begin(asked, by, what);
        consent.begin(asked, what);
    }

    /** Forgets the request. */
    void end() {
        request = null;
        values.forget();
        care.end();
    }

    /** Fills in what depends on the class of data. */
    void take(DecisionClass asked) {
        Request by = Objects.requireNonNull(request, "no request was taken up");
        Needs what = Objects.requireNonNull(needs, "no request was taken up");
        data.take(by, asked, Objects.requireNonNull(program, "no request was taken up"), what);
        care.take(asked);
        grants.take(by, asked);
        consent.take(by, asked, what);
        what.check(values);
    }

    /** The values as they stand. */
    Values values() {
        return values;
    }
}
