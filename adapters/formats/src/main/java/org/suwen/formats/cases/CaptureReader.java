package org.suwen.formats.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.suwen.decision.Choice;
import org.suwen.decision.Provision;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.Item;
import org.suwen.decision.consent.NoticePart;
import org.suwen.decision.consent.Submission;
import org.suwen.formats.yaml.YamlMap;

/** Reads a consent that is handed in, as a case writes it: what is left out is as it should be. */
final class CaptureReader {

    private CaptureReader() {}

    static Step.Capture capture(YamlMap map, String patient, Expect expect) {
        var unused = map.only(
                "actor",
                "patient",
                "options",
                "recipients",
                "separate",
                "provisions",
                "term",
                "notice",
                "signer",
                "form",
                "channel",
                "evidence",
                "guardian",
                "selected",
                "submitted",
                "signedAt",
                "destination",
                "group",
                "wantsResults",
                "collectedFrom",
                "hospital",
                "considered",
                "changes");
        var answers = new TreeMap<String, Choice>();
        PatientReader.options(map)
                .forEach((option, choice) -> answers.put(Item.option(option).key(), choice));
        PatientReader.recipients(map)
                .forEach((id, choice) -> answers.put(new Item(Item.Kind.RECIPIENT, id).key(), choice));
        map.constants("separate", Item.Separate.class)
                .forEach(each -> answers.put(Item.separate(each).key(), Choice.AGREE));
        var documents = new TreeMap<String, List<Provision>>();
        List<Provision> clauses = ProvisionReader.provisions(map);
        if (!clauses.isEmpty()) {
            documents.put("case", clauses);
        }
        var submission = new Submission(answers, documents, term(map), notice(map), hand(map), special(map));
        return new Step.Capture(map.at(), map.findText("actor"), patient, submission, expect);
    }

    private static Optional<Submission.Term> term(YamlMap map) {
        return map.find("term").map(node -> {
            YamlMap term = node.asMap().only("from", "until", "extendsItself", "extensionChosen");
            return new Submission.Term(
                    ProvisionReader.span(term),
                    term.boolOr("extendsItself", false),
                    term.boolOr("extensionChosen", false));
        });
    }

    /** An empty edition stands for the one in force; {@code without} names parts the notice left out. */
    private static Submission.Notice notice(YamlMap map) {
        YamlMap notice = map.mapOrEmpty("notice").only("edition", "readToEnd", "understood", "without", "waiver");
        EnumSet<NoticePart> parts = EnumSet.allOf(NoticePart.class);
        parts.removeAll(Set.copyOf(notice.constants("without", NoticePart.class)));
        return new Submission.Notice(
                notice.textOr("edition", ""),
                "",
                notice.boolOr("readToEnd", true),
                notice.boolOr("understood", true),
                parts,
                notice.find("waiver").map(node -> {
                    YamlMap waiver = node.asMap().only("article", "approver");
                    return new Submission.Waiver(waiver.text("article"), waiver.textOr("approver", ""));
                }));
    }

    private static Submission.Hand hand(YamlMap map) {
        var evidence = new TreeMap<String, String>();
        map.mapOrEmpty("evidence")
                .entries()
                .forEach((name, node) -> evidence.put(name, node.asText().value()));
        var signing = new ConsentAct.Signing(
                "",
                map.findConstant("signer", ConsentAct.Signer.class).orElse(ConsentAct.Signer.PATIENT),
                map.findConstant("form", ConsentAct.Form.class).orElse(ConsentAct.Form.CLICK),
                map.findConstant("channel", ConsentAct.Channel.class).orElse(ConsentAct.Channel.APP),
                evidence);
        Optional<Submission.Guardian> guardian = map.find("guardian").map(node -> {
            YamlMap proofs = node.asMap().only("identity", "proof", "reviewed");
            return new Submission.Guardian(
                    proofs.boolOr("identity", false),
                    proofs.findConstant("proof", Submission.Proof.class),
                    proofs.boolOr("reviewed", true));
        });
        return new Submission.Hand(
                signing,
                moment(map, "signedAt").orElse(Instant.EPOCH),
                map.boolOr("selected", true),
                map.boolOr("submitted", true),
                guardian,
                Instant.EPOCH);
    }

    private static Submission.Special special(YamlMap map) {
        return new Submission.Special(
                map.findText("destination"),
                map.findText("group"),
                map.find("wantsResults").map(node -> node.asText().bool()),
                moment(map, "collectedFrom"),
                false,
                new Submission.Freely(
                        map.findText("hospital"),
                        Optional.of(map.find("considered")
                                .map(node -> node.asText().duration())
                                .orElse(Duration.ofDays(1))),
                        map.distinctTexts("changes")));
    }

    private static Optional<Instant> moment(YamlMap map, String name) {
        return map.find(name).map(node -> node.asText().moment());
    }
}
