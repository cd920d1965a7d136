package org.suwen.server.access;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.suwen.decision.Permit;
import org.suwen.ledger.ConsentMovedException;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Guard;
import org.suwen.ledger.Receipt;
import org.suwen.vault.PatientId;

/**
 * Changes what stands on a patient card: consent, devices, grants. Decided like every other use, in force with its ledger
 * entry and for every release after it (I3).
 */
public final class Changes {

    private static final int ATTEMPTS = 8;

    private final Gate gate;
    private final Cards cards;
    private final Journal journal;
    private final Institution institution;

    /** Changes decided by {@code gate}, kept in {@code cards}, entered by {@code journal}. */
    public Changes(Gate gate, Cards cards, Journal journal, Institution institution) {
        this.gate = gate;
        this.cards = cards;
        this.journal = journal;
        this.institution = institution;
    }

    /**
     * A wish to change a card.
     *
     * @param type how the ledger calls it
     * @param kind the kind of record that is changed, as the rules know it: {@code Consent}, {@code Device}, {@code Patient}
     * @param note what is changed, for the content part; no patient value
     * @param expected the version the wish was made on, when the asker must not overwrite a newer one
     * @param next gives the changed card
     */
    public record Wish(
            EntryType type,
            String kind,
            String note,
            OptionalLong expected,
            BiFunction<PatientCard, Permit, PatientCard> next) {}

    /** What came of a wish. */
    public sealed interface Outcome {
        /** The change is in force as of {@code version}. */
        record Done(long version, Receipt receipt, PatientCard card, Permit permit) implements Outcome {}

        /** Refused by the rules; in the ledger. */
        record Refused(Answer refusal) implements Outcome {}

        /** Somebody changed the card meanwhile; {@code version} holds now and nothing was done. */
        record Moved(long version) implements Outcome {}
    }

    /** Makes the change, or says why not. */
    public Outcome make(Ask ask, PatientId patient, Wish wish) {
        RuntimeException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Leave leave =
                    gate.leave(ask, patient, List.of(Leave.Claim.ofNew(Nominal.of(wish.kind(), institution.code()))));
            switch (leave) {
                case Leave.No no -> {
                    return new Outcome.Refused(no.refusal());
                }
                case Leave.Yes yes -> {
                    try {
                        return commit(ask, yes, wish);
                    } catch (ConsentMovedException | Cards.MovedException moved) {
                        last = moved;
                    }
                }
            }
        }
        throw new ConsentKeepsMovingException(ATTEMPTS, last);
    }

    private Outcome commit(Ask ask, Leave.Yes yes, Wish wish) {
        PatientId patient = yes.standing().patient();
        long now = cards.current(patient).version();
        if (wish.expected().isPresent() && wish.expected().getAsLong() != now) {
            return new Outcome.Moved(now);
        }
        Permit permit = yes.main();
        var ground = new Cards.Ground(ask.request(), yes.standing().version());
        Receipt receipt = cards.change(patient, ground, card -> wish.next().apply(card, permit), version -> {
            Standing next = yes.standing().at(version);
            var change = new Journal.Change(wish.type(), Guard.CHANGE, List.of(), wish.note(), new byte[0]);
            return journal.changed(ask, next, permit, change);
        });
        Cards.Versioned done = cards.at(patient, yes.standing().version() + 1);
        return new Outcome.Done(done.version(), receipt, done.card(), permit);
    }
}
