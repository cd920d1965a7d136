package org.suwen.decision.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.decision.Choice;

/** What an agreement must be as a whole: with this hospital, over its channels, freely, and to what it is now. */
final class Formalities {

    private final Submission submission;
    private final Offer offer;
    private final List<Defect> defects = new ArrayList<>();

    private Formalities(Submission submission, Offer offer) {
        this.submission = submission;
        this.offer = offer;
    }

    /** The defects of a submission that agrees to something, to a study among it or not. */
    static List<Defect> defects(Submission submission, Offer offer, boolean study) {
        var formalities = new Formalities(submission, offer);
        formalities.party();
        formalities.beyond();
        formalities.waiver();
        formalities.changes();
        if (study) {
            formalities.considered();
        }
        return formalities.defects;
    }

    private void defect(String rule, String element, String zh, String en) {
        defects.add(Defect.of(rule, element, zh, en));
    }

    private void party() {
        submission
                .special()
                .freely()
                .hospital()
                .filter(named -> !offer.frame().hospital().isEmpty()
                        && !named.equals(offer.frame().hospital()))
                .ifPresent(named -> defect(
                        "AGR-01",
                        "special.freely.hospital",
                        "协议须与本医院签订",
                        "the agreement is with `" + offer.frame().hospital() + "`; sign one with each hospital"));
        ConsentAct.Channel channel = submission.hand().signing().channel();
        if (!offer.frame().channels().contains(channel)) {
            defect(
                    "AGR-02",
                    "hand.signing.channel",
                    "该渠道不在协议所列渠道之内",
                    "`" + channel + "` is none of the agreement's channels; use one of "
                            + new TreeSet<>(offer.frame().channels()));
        }
    }

    private void beyond() {
        submission
                .documents()
                .forEach((id, list) -> Clauses.beyond(list)
                        .forEach(path -> defect(
                                "AGR-03",
                                "documents[" + id + "]." + path + ".actions",
                                "超出协议约定的收集、存储、使用、加工、传输",
                                "the agreement covers collecting, storing, using, processing and transmitting; leave"
                                        + " other operations out")));
    }

    private void waiver() {
        submission.notice().waiver().ifPresent(waiver -> {
            if (!offer.frame().waivers().contains(waiver.article())) {
                defect(
                        "CON-10",
                        "notice.waiver.article",
                        "法律未允许省略告知",
                        "no law lets the notice be left out by it; name one of "
                                + new TreeSet<>(offer.frame().waivers()));
            }
            String signer = submission.hand().signing().account();
            if (waiver.approver().isBlank() || waiver.approver().equals(signer)) {
                defect(
                        "CON-10",
                        "notice.waiver.approver",
                        "省略告知须由他人批准",
                        "somebody else approves that the notice is left out; name him");
            }
        });
    }

    private void changes() {
        Set<String> seen = submission.special().freely().changes();
        offer.frame().changed().forEach((key, changes) -> {
            Set<String> unseen = new TreeSet<>(changes);
            unseen.removeAll(seen);
            if (submission.answers().get(key) == Choice.AGREE && !unseen.isEmpty()) {
                defect(
                        "CNS-13",
                        "special.freely.changes",
                        "变更内容须逐项告知并勾选",
                        "what was agreed to has changed; show and tick " + unseen);
            }
        });
    }

    private void considered() {
        boolean enough = submission
                .special()
                .freely()
                .considered()
                .map(had -> had.compareTo(offer.frame().decisionTime()) >= 0)
                .orElse(offer.frame().decisionTime().isZero());
        if (!enough) {
            defect(
                    "CNS-06",
                    "special.freely.considered",
                    "须给予充分的考虑时间",
                    "the person needs time to decide, at least " + offer.frame().decisionTime()
                            + " between the text and the signature; let him pause and return");
        }
    }
}
