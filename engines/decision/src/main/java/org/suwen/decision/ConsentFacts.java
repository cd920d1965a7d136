package org.suwen.decision;

import java.time.Instant;
import org.suwen.decision.condition.Seat;
import org.suwen.decision.condition.Values;

/** Fills in what the patient's consent says at the moment of the request. */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class ConsentFacts {

    private static final Seat STATUS = Fact.CONSENT_STATUS.seat();
    private static final Seat AGREED = Fact.CONSENT_AGREED.seat();
    private static final Seat REFUSED = Fact.CONSENT_REFUSED.seat();
    private static final Seat INSTITUTION = Fact.CONSENT_INSTITUTION.seat();
    private static final Seat ACTOR = Fact.CONSENT_ACTOR.seat();
    private static final Seat STUDY = Fact.CONSENT_STUDY.seat();
    private static final Seat PROVISION = Fact.CONSENT_PROVISION.seat();

    private final Values values;

    ConsentFacts(Values values) {
        this.values = values;
    }

    void begin(Request request, Needs needs) {
        ConsentState consent = request.patient().consent();
        Actor actor = request.actor();
        Instant at = request.at();
        values.place(STATUS, consent.status().ordinal());
        values.bits(AGREED, needs.has(Fact.CONSENT_AGREED) ? consent.agreed(at) : 0);
        values.bits(REFUSED, needs.has(Fact.CONSENT_REFUSED) ? consent.refused(at) : 0);
        boolean none = consent.recipients().isEmpty();
        if (needs.has(Fact.CONSENT_INSTITUTION)) {
            set(INSTITUTION, none ? Choice.NONE : consent.recipient(actor.institution(), at));
        }
        if (needs.has(Fact.CONSENT_ACTOR)) {
            set(ACTOR, none ? Choice.NONE : choiceOnActor(request, consent));
        }
        boolean study = needs.has(Fact.CONSENT_STUDY) && actor.study().isPresent();
        set(STUDY, study ? consent.recipient(actor.study().get().id(), at) : Choice.NONE);
    }

    void take(Request request, DecisionClass data, Needs needs) {
        if (needs.has(Fact.CONSENT_PROVISION)) {
            set(PROVISION, request.patient().consent().provision(request, data));
        }
    }

    /** A model is refused when any model in the chain is (LIC-23). */
    private static Choice choiceOnActor(Request request, ConsentState consent) {
        Actor actor = request.actor();
        Choice own = consent.recipient(actor.id(), request.at());
        Choice model = actor.licence().isPresent()
                ? consent.recipient(actor.licence().get().model(), request.at())
                : Choice.NONE;
        Choice caller = request.via().isPresent() && request.via().get().kind() == ActorKind.MODEL
                ? consent.recipient(request.via().get().id(), request.at())
                : Choice.NONE;
        if (own == Choice.DISAGREE || model == Choice.DISAGREE || caller == Choice.DISAGREE) {
            return Choice.DISAGREE;
        }
        return own == Choice.AGREE || model == Choice.AGREE ? Choice.AGREE : Choice.NONE;
    }

    private void set(Seat seat, Choice choice) {
        values.place(seat, choice.ordinal());
    }
}
