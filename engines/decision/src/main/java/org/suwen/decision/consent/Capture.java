package org.suwen.decision.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Choice;
import org.suwen.decision.Provision;
import org.suwen.decision.Span;

/**
 * Says what is wrong with a consent that is handed in; what has no defect may be entered.
 *
 * <p>Saying no is never harder than saying yes (DIC-18, CNS-02): a submission that agrees to nothing is only asked who
 * signs it.
 */
public final class Capture {

    private static final int MAX_ITEMS = 200;

    private final Offer offer;
    private final Instant now;
    private final List<Defect> defects = new ArrayList<>();

    private Capture(Offer offer, Instant now) {
        this.offer = offer;
        this.now = now;
    }

    /** The defects of a submission as of now; none means that it may be entered. */
    public static List<Defect> defects(Submission submission, Offer offer, Instant now) {
        var capture = new Capture(offer, now);
        capture.check(submission);
        return List.copyOf(capture.defects);
    }

    /** The term that comes of a submission: what was asked for, else the agreement's usual term (AGR-40). */
    public static Span term(Submission submission, Offer offer) {
        return submission.term().map(Submission.Term::span).orElseGet(() -> {
            Instant from = submission.hand().signedAt();
            ZonedDateTime end =
                    from.atZone(offer.limits().zone()).plus(offer.limits().usualTerm());
            return new Span(from, end.toInstant());
        });
    }

    private void check(Submission submission) {
        boolean agrees = submission.answers().containsValue(Choice.AGREE)
                || submission.documents().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(Provision::agrees);
        items(submission);
        signer(submission.hand());
        form(submission.hand());
        if (agrees) {
            acts(submission.hand());
            notice(submission);
            clauses(submission);
            term(submission);
            special(submission);
            defects.addAll(Formalities.defects(submission, offer, study(submission)));
        }
    }

    private void defect(String rule, String element, String zh, String en) {
        defects.add(Defect.of(rule, element, zh, en));
    }

    private void items(Submission submission) {
        if (submission.answers().isEmpty() && submission.documents().isEmpty()) {
            defect("AGR-13", "answers", "未作任何选择，请逐项选择", "nothing is answered; give an answer to at least one item");
        }
        if (submission.answers().size() > MAX_ITEMS) {
            defect("AGR-13", "answers", "选择项过多", "at most `" + MAX_ITEMS + "` items are taken at once");
        }
        submission.answers().forEach((key, choice) -> {
            if (!offer.items().containsKey(key)) {
                String rule = key.startsWith("RECIPIENT:") ? "AGR-22" : "CON-18";
                defect(
                        rule,
                        "answers[" + key + "]",
                        "选择项不在协议之列，请从协议列出的项目中选择",
                        "there is no such item in the agreement; answer the items it lists");
            }
        });
    }

    /** AGR-29 to AGR-31, CON-04: both of a guardian's proofs up to the age, one above it, none of age. */
    private void signer(Submission.Hand hand) {
        boolean guardian = hand.signing().signer() == ConsentAct.Signer.GUARDIAN;
        Optional<LocalDate> born = offer.patient().birthDate();
        LocalDate today = hand.signedAt().atZone(offer.limits().zone()).toLocalDate();
        int age = born.map(date -> Ages.completed(date, today)).orElse(Integer.MAX_VALUE);
        if (hand.signing().signer() == ConsentAct.Signer.HOSPITAL
                && offer.patient().disputed()) {
            defect(
                    "AGR-55",
                    "hand.signing.signer",
                    "争议期间医院不得单方变更授权",
                    "while a dispute runs the hospital changes no scope");
        }
        if (hand.signing().signer() == ConsentAct.Signer.PATIENT
                && age < offer.limits().minorAge()) {
            defect(
                    age < 14 ? "CON-04" : "AGR-29",
                    "hand.signing.signer",
                    "未成年人须由监护人同意",
                    "a minor consents through a guardian; let a verified guardian sign");
        }
        if (guardian) {
            guardian(hand.guardian(), age);
        }
    }

    private void guardian(Optional<Submission.Guardian> proofs, int age) {
        if (proofs.isEmpty()) {
            defect("AGR-30", "hand.guardian", "缺少监护人身份与监护关系证明", "a proxy gives proof; add the guardian's proofs");
            return;
        }
        if (proofs.get().proof().isEmpty() || !proofs.get().reviewed()) {
            defect(
                    "AGR-30",
                    "hand.guardian.proof",
                    "监护关系证明缺失或未审核，请上传出生医学证明或户口簿",
                    "the guardianship is not proven; hand in a birth certificate or household register and wait for the review");
        }
        if (!proofs.get().identity() && age <= offer.limits().doubleProofAge()) {
            defect(
                    "AGR-30",
                    "hand.guardian.identity",
                    "监护人身份尚未核验",
                    "the guardian's identity is not verified; check the identity document against the person");
        }
    }

    private void form(Submission.Hand hand) {
        ConsentAct.Signing signing = hand.signing();
        Set<String> evidence = signing.evidence().keySet();
        switch (signing.form()) {
            case ORAL -> {
                need("CNS-07", evidence, "recording", "口头同意须有录音或录像", "oral consent needs a recording; attach its hash");
                need("CNS-07", evidence, "witness", "口头同意须有见证人", "oral consent needs a witness; name one");
                need("CNS-07", evidence, "reason", "口头同意须说明不能书面的原因", "say why consent could not be written");
            }
            case PAPER -> {
                need("CON-03", evidence, "scan", "纸质签署须有扫描件", "a paper form needs its scan; attach its hash");
                need("CON-03", evidence, "operator", "纸质签署须有经办人", "a paper form names the member of staff who took it");
            }
            case CLICK, E_SIGNATURE, FEED -> {
                // the submission itself is the evidence
            }
        }
        if (hand.signedAt().isAfter(now)) {
            defect("AGR-08", "hand.signedAt", "签署时间晚于当前时间", "it is signed in the future; give the time it was signed");
        }
    }

    private void need(String rule, Set<String> evidence, String name, String zh, String en) {
        if (!evidence.contains(name)) {
            defect(rule, "hand.signing.evidence." + name, zh, en);
        }
    }

    /** AGR-08, DIC-07: ticked item by item, then sent off; DIC-26: by the person behind an avatar. */
    private void acts(Submission.Hand hand) {
        if (!hand.selected()) {
            defect(
                    "DIC-07",
                    "hand.selected",
                    "不得一揽子同意，请逐项勾选",
                    "one box stands for several items; let each item be ticked by itself");
        }
        if (!hand.submitted()) {
            defect("AGR-08", "hand.submitted", "尚未确认提交", "the choice was not sent off; submit it as a second act");
        }
    }

    private void notice(Submission submission) {
        Submission.Notice notice = submission.notice();
        if (!notice.readToEnd() || !notice.understood()) {
            defect(
                    "AGR-06",
                    notice.readToEnd() ? "notice.understood" : "notice.readToEnd",
                    "须完整展示文本并确认理解",
                    "the text is shown to the end and confirmed as understood first");
        }
        if (!notice.edition().equals(offer.edition().id())
                || !notice.textHash().equals(offer.edition().textHash())) {
            defect(
                    "AGR-64",
                    "notice.edition",
                    "所示文本不是现行版本，请重新展示",
                    "the text shown is not the edition in force; show the current one");
        }
        if (notice.waiver().isPresent()) {
            return; // which is looked at by itself
        }
        Set<NoticePart> missing = EnumSet.allOf(NoticePart.class);
        boolean sensitive = sensitive(submission);
        boolean study = study(submission);
        missing.removeIf(part -> notice.parts().contains(part) || !part.asked(sensitive, study));
        missing.forEach(part -> defect(
                part.rule(),
                "notice.parts." + part,
                "告知内容缺少一项，请补全告知",
                "the notice leaves out `" + part + "`; inform the person of it"));
    }

    private boolean sensitive(Submission submission) {
        return submission.answers().entrySet().stream()
                        .anyMatch(each -> each.getValue() == Choice.AGREE
                                && traits(each.getKey()).sensitive())
                || submission.documents().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(Clauses::agreesToSensitive);
    }

    private boolean study(Submission submission) {
        return submission.answers().entrySet().stream()
                .anyMatch(each ->
                        each.getValue() == Choice.AGREE && traits(each.getKey()).study());
    }

    private Offer.Traits traits(String key) {
        return offer.items().getOrDefault(key, Offer.Traits.PLAIN);
    }

    private void clauses(Submission submission) {
        submission
                .documents()
                .forEach((id, list) -> Clauses.blanket(list)
                        .forEach(path -> defect(
                                "CON-18",
                                "documents[" + id + "]." + path + ".purposes",
                                "不得概括同意，请逐项写明用途",
                                "a clause agrees to any purpose; name each purpose")));
        if (sensitive(submission)) {
            separate(submission, Item.Separate.SENSITIVE, "CON-01", "敏感个人信息须单独同意");
        }
        boolean abroad = submission.answers().entrySet().stream()
                .anyMatch(each ->
                        each.getValue() == Choice.AGREE && traits(each.getKey()).abroad());
        if (abroad) {
            separate(submission, Item.Separate.ABROAD, "CON-23", "向境外提供须单独同意");
            if (submission.special().destination().isEmpty()) {
                defect("CON-23", "special.destination", "须写明目的地国家或地区", "a transfer abroad names the country; add it");
            }
        }
    }

    private void separate(Submission submission, Item.Separate separate, String rule, String zh) {
        if (submission.answers().get(Item.separate(separate).key()) != Choice.AGREE) {
            defect(
                    rule,
                    "answers[" + Item.separate(separate).key() + "]",
                    zh,
                    "it needs a separate consent; ask `" + separate + "` by itself");
        }
    }

    private void term(Submission submission) {
        Span term = term(submission, offer);
        ZonedDateTime latest = submission
                .hand()
                .signedAt()
                .atZone(offer.limits().zone())
                .plus(offer.limits().longestTerm());
        if (term.until().isAfter(latest.toInstant())) {
            defect("DIC-07", "term.until", "授权不得无限期，请写明期限", "it has no end or one too far off; name a term");
        }
        if (!term.until().isAfter(term.from())) {
            defect("AGR-40", "term.until", "授权期限为空", "the term ends before it starts; name a later end");
        }
        if (submission.term().isPresent()
                && submission.term().get().extendsItself()
                && !submission.term().get().extensionChosen()) {
            defect(
                    "AGR-41",
                    "term.extendsItself",
                    "自动延长须由患者单独选择",
                    "it extends by itself, which the patient has not chosen; ask in a box of its own");
        }
    }

    private void special(Submission submission) {
        Submission.Special special = submission.special();
        special.group()
                .filter(group -> !offer.groups().contains(group))
                .ifPresent(group -> defect(
                        "CNS-10",
                        "special.group",
                        "群体代表尚未同意",
                        "the group's representative has not consented; obtain the group's consent first"));
        special.collectedFrom()
                .filter(from -> !submission.hand().signedAt().isBefore(from))
                .ifPresent(from -> defect(
                        "CNS-08",
                        "special.collectedFrom",
                        "采集早于签署",
                        "data was collected before it was signed; collect after the signature"));
        if (study(submission) && special.wantsResults().isEmpty()) {
            defect(
                    "CNS-14",
                    "special.wantsResults",
                    "须询问是否愿意获知结果",
                    "ask whether the person wants to learn the results");
        }
        Duration age = Duration.between(submission.hand().provedAt(), now);
        if (special.avatar() && age.compareTo(offer.limits().avatarProof()) > 0) {
            defect(
                    "DIC-26",
                    "hand.provedAt",
                    "请由本人重新验证身份",
                    "the person behind the avatar proved who he is too long ago; authenticate again");
        }
    }
}
