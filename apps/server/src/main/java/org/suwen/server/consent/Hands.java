package org.suwen.server.consent;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.suwen.decision.Role;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.ConsentAct.Channel;
import org.suwen.decision.consent.ConsentAct.Form;
import org.suwen.decision.consent.ConsentAct.Signer;
import org.suwen.decision.consent.ConsentAct.Signing;
import org.suwen.decision.consent.Submission;
import org.suwen.server.access.PatientCard;
import org.suwen.server.identity.Caller;

/** Puts into a submission what the session knows better than whoever sends it: who signs, and when. */
final class Hands {

    private Hands() {}

    /** A patient signs as himself and a guardian as one, now; the window enters what was signed on paper or said. */
    static Submission.Hand of(Caller caller, PatientCard card, Submission.Hand given, Instant now) {
        boolean window = caller.role() == Role.OFFICER;
        Signing signing = given.signing();
        var known = new Signing(
                caller.accountId(), signer(caller, signing), signing.form(), signing.channel(), signing.evidence());
        Instant signed = window && given.signedAt().isAfter(Instant.EPOCH) ? given.signedAt() : now;
        Instant proved = given.provedAt().isAfter(Instant.EPOCH) ? given.provedAt() : now;
        Optional<Submission.Guardian> proofs = given.guardian()
                .or(() -> caller.role() == Role.GUARDIAN && verified(caller, card)
                        ? Optional.of(onFile())
                        : Optional.empty());
        return new Submission.Hand(known, signed, given.selected(), given.submitted(), proofs, proved);
    }

    /** Both proofs are checked before an account becomes a guardian's on the card (PAT-05, AGR-30). */
    private static Submission.Guardian onFile() {
        return new Submission.Guardian(true, Optional.of(Submission.Proof.HOUSEHOLD_REGISTER), true);
    }

    private static boolean verified(Caller caller, PatientCard card) {
        return card.accounts().guardians().contains(caller.accountId());
    }

    private static Signer signer(Caller caller, Signing given) {
        return switch (caller.role()) {
            case PATIENT -> Signer.PATIENT;
            case GUARDIAN -> Signer.GUARDIAN;
            default -> given.signer();
        };
    }

    /** What a page of ours stands for: each box by itself, sent off by a button, under the text in force. */
    static Submission.Hand page(Caller caller) {
        var signing =
                new ConsentAct.Signing(caller.accountId(), Signer.PATIENT, Form.CLICK, Channel.WEB, new TreeMap<>());
        return new Submission.Hand(signing, Instant.EPOCH, true, true, Optional.empty(), Instant.EPOCH);
    }

    /** Whether the window claims a click: it can only enter paper or speech (AGR-32, CON-03). */
    static boolean unproven(Caller caller, Signing signing) {
        boolean remote = signing.form() == Form.CLICK || signing.form() == Form.E_SIGNATURE;
        return caller.role() == Role.OFFICER && signing.signer() != Signer.HOSPITAL && remote;
    }
}
