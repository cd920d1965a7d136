package org.suwen.server.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Action;
import org.suwen.decision.Actor;
import org.suwen.decision.ActorKind;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Environment;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.Purpose;
import org.suwen.decision.Request;
import org.suwen.decision.Role;
import org.suwen.decision.Use;
import org.suwen.decision.consent.ConsentFile;
import org.suwen.decision.consent.Item;
import org.suwen.decision.consent.Picture;

/**
 * What a patient's consents say to a use, at a moment and as known at a moment: the patient's voice alone. The law's rules
 * come on top at the gate, and own care never hangs on it.
 */
final class Consults {

    private Consults() {}

    /**
     * Who wants to use data.
     *
     * @param id an account, institution, study or model
     * @param institution where it belongs, empty when not told
     */
    record Party(String id, String institution, Role role, Optional<String> department) {}

    /** A question. */
    record Question(
            Party party,
            Purpose purpose,
            Action action,
            DecisionClass data,
            Optional<Use.Single> row,
            Instant at,
            Instant knownAt) {}

    /** The answer. */
    enum Verdict {
        PERMIT,
        DENY,
        NO_CONSENT
    }

    /**
     * What it rests on.
     *
     * @param what an item's key, or the path of a clause
     * @param state the item's state, or {@code CLAUSE}
     */
    record Ground(String what, String state, Choice says, String act) {}

    /** An answer with all it rests on. */
    record Answered(Verdict verdict, List<Ground> grounds, Picture picture) {}

    static Answered ask(ConsentFile file, String patient, Question question) {
        Picture picture = file.at(question.at(), question.knownAt());
        List<Ground> grounds = new ArrayList<>();
        option(question.purpose()).ifPresent(option -> item(picture, Item.option(option), grounds));
        item(picture, new Item(Item.Kind.RECIPIENT, question.party().id()), grounds);
        if (!question.party().institution().isEmpty()
                && !question.party().institution().equals(question.party().id())) {
            item(picture, new Item(Item.Kind.RECIPIENT, question.party().institution()), grounds);
        }
        var use = new Use(request(question, picture.state(), patient), question.data(), question.row());
        Choice clauses = picture.state().provisions().answer(use);
        picture.state()
                .provisions()
                .deciding(use)
                .forEach(path -> grounds.add(new Ground(path, "CLAUSE", clauses, "")));
        boolean refused = grounds.stream().anyMatch(ground -> ground.says() == Choice.DISAGREE);
        boolean agreed = grounds.stream().anyMatch(ground -> ground.says() == Choice.AGREE);
        return new Answered(
                refused ? Verdict.DENY : agreed ? Verdict.PERMIT : Verdict.NO_CONSENT, List.copyOf(grounds), picture);
    }

    private static void item(Picture picture, Item item, List<Ground> grounds) {
        Picture.Standing standing = picture.items().get(item.key());
        if (standing != null) {
            grounds.add(new Ground(
                    item.key(), standing.state().name(), standing.state().choice(), standing.act()));
        }
    }

    /** The use of the agreement that speaks of a purpose. */
    static Optional<ConsentOption> option(Purpose purpose) {
        return switch (purpose) {
            case RESEARCH -> Optional.of(ConsentOption.MEDICAL_RESEARCH);
            case TEACHING -> Optional.of(ConsentOption.TEACHING);
            case AI_TRAINING -> Optional.of(ConsentOption.AI_TRAINING);
            case CLINICAL_DECISION_SUPPORT -> Optional.of(ConsentOption.DIAGNOSIS_REFERENCE);
            case INSURANCE_CLAIMS -> Optional.of(ConsentOption.INSURANCE_CLAIMS);
            case INSURANCE_PRICING -> Optional.of(ConsentOption.INSURANCE_PRICING);
            case COMMERCIAL -> Optional.of(ConsentOption.COMMERCIAL);
            case PUBLIC_HEALTH -> Optional.of(ConsentOption.PUBLIC_HEALTH);
            case TREATMENT, EMERGENCY, SELF_CARE, COLLECTION, OPERATIONS, AUDIT, MARKETING -> Optional.empty();
        };
    }

    private static Request request(Question question, ConsentState state, String patient) {
        Party party = question.party();
        var actor = new Actor(
                party.id(),
                party.role() == Role.MODEL ? ActorKind.MODEL : ActorKind.PERSON,
                party.role(),
                Optional.empty(),
                party.department().map(department -> new CareUnit(department, "")),
                party.institution(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                true,
                false);
        var facts = new PatientFacts(
                patient, List.of(), Set.of(), false, false, state, List.of(), List.of(), Set.of(), Set.of());
        return new Request(
                actor,
                Optional.empty(),
                question.purpose(),
                question.action(),
                Environment.of("127.0.0.1", Set.of(), Duration.ZERO, true),
                facts,
                question.at());
    }
}
