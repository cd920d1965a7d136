package org.suwen.decision;

import org.jspecify.annotations.Nullable;

/**
 * A request ready to be decided on many classes of data.
 *
 * <p>Not safe for use from more than one thread at a time; it is cheap, make one per request.
 */
public final class PreparedRequest {

    private final Program program;
    private final Request request;
    private final Facts facts;
    private final @Nullable PreparedRequest caller;

    PreparedRequest(Program program, Request request) {
        this.program = program;
        this.request = request;
        this.facts = new Facts(request, program);
        this.caller = request.via().isPresent() && request.via().get().kind() == ActorKind.PERSON
                ? new PreparedRequest(program, request.askedBy(request.via().get(), purposeOfCaller(request)))
                : null;
    }

    /** The decision on this class. */
    public Decision decide(DecisionClass data) {
        Decision own = new Evaluation(program, request, facts, data).decide();
        // INVARIANT: a person gets no more through a model than by asking himself (LIC-23)
        return caller == null ? own : Intersection.of(own, caller.decide(data).withoutRow());
    }

    /** Decision support is part of the care the person gives. */
    private static Purpose purposeOfCaller(Request request) {
        return request.purpose() == Purpose.CLINICAL_DECISION_SUPPORT ? Purpose.TREATMENT : request.purpose();
    }
}
