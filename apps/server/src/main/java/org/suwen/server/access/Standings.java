package org.suwen.server.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.suwen.decision.Actor;
import org.suwen.decision.Environment;
import org.suwen.decision.Request;
import org.suwen.server.identity.FactorKind;
import org.suwen.vault.PatientId;

/** Gathers the facts of a question as of now: who the caller is today, and the patient card in force. */
public final class Standings {

    private final Actors actors;
    private final Cards cards;
    private final Institution institution;
    private final Clock clock;

    /** Facts from {@code actors} and {@code cards}. */
    public Standings(Actors actors, Cards cards, Institution institution, Clock clock) {
        this.actors = actors;
        this.cards = cards;
        this.institution = institution;
        this.clock = clock;
    }

    Standing of(Ask ask, PatientId patient) {
        return of(ask, patient, cards.current(patient));
    }

    /** The facts about a patient of whom nothing is known. */
    Standing ofNew(Ask ask, PatientId patient) {
        return of(ask, patient, new Cards.Versioned(0, PatientCard.blank()));
    }

    private Standing of(Ask ask, PatientId patient, Cards.Versioned card) {
        Instant now = clock.instant();
        Actors.Known known = actors.of(ask.caller(), now);
        Optional<Actor> via = ask.via().map(id -> actors.byId(id, now));
        Environment environment = Environment.of(
                        ask.caller().address(),
                        Factors.kinds(ask.caller()),
                        ask.caller().idle(),
                        known.onDuty())
                .withSoftware(ask.software().orElse(""))
                .withStepUp(ask.stepUp(), ask.warned());
        boolean voucher = ask.vouched() || ask.caller().factorKinds().contains(FactorKind.VOUCHER);
        Environment vouched = voucher ? environment.withVoucher() : environment;
        var request = new Request(
                known.actor(),
                via,
                ask.purpose(),
                ask.action(),
                vouched,
                card.card().facts(patient.toString(), card.version(), now, institution.zone()),
                now);
        return new Standing(
                patient, card.version(), card.card(), request, ask.caller().app());
    }
}
