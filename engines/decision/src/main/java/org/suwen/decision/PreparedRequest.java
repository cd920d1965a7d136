package org.suwen.decision;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A request ready to be decided on many classes of data.
 *
 * <p>Not safe for use from more than one thread at a time; it is cheap, make one per request.
 */
public final class PreparedRequest {

    private final Evaluation evaluation = new Evaluation();
    private @Nullable PreparedRequest caller;
    private boolean called;

    PreparedRequest() {}

    /** Takes up a request. */
    void begin(Program program, Request asked) {
        evaluation.begin(program, asked);
        called = asked.via().isPresent() && asked.via().get().kind() == ActorKind.PERSON;
        if (called) {
            caller = caller == null ? new PreparedRequest() : caller;
            caller.begin(program, asked.askedBy(asked.via().get(), purposeOfCaller(asked)));
        }
    }

    /** Forgets the request. */
    void end() {
        evaluation.end();
        if (caller != null) {
            caller.end();
        }
    }

    /** The decision on this class. */
    public Decision decide(DecisionClass data) {
        Decision own = evaluation.decide(data);
        // INVARIANT: a person gets no more through a model than by asking himself (LIC-23)
        return called && caller != null
                ? Intersection.of(own, caller.decide(data).withoutRow())
                : own;
    }

    /** What the caller may see at all of these classes of one patient's data (D3). */
    public Filter filter(Collection<DecisionClass> classes) {
        return new Filter(this, classes);
    }

    /** Decision support is part of the care the person gives. */
    private static Purpose purposeOfCaller(Request request) {
        return request.purpose() == Purpose.CLINICAL_DECISION_SUPPORT ? Purpose.TREATMENT : request.purpose();
    }
}
