package org.suwen.server.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.suwen.decision.Action;
import org.suwen.decision.Choice;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Permit;
import org.suwen.decision.Provision;
import org.suwen.decision.Span;
import org.suwen.decision.Text;
import org.suwen.decision.consent.Capture;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.consent.Item;
import org.suwen.decision.consent.NoticePart;
import org.suwen.decision.consent.Offer;
import org.suwen.decision.consent.Picture;
import org.suwen.decision.consent.Submission;
import org.suwen.decision.consent.Task;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Changes;
import org.suwen.server.access.PatientCard;
import org.suwen.server.identity.Caller;
import org.suwen.vault.PatientId;

/** Where a patient, or a guardian, says yes or no; each change is in force at once (I3, CON-14). */
public final class ConsentDesk {

    private final Changes changes;
    private final Asks asks;
    private final Clock clock;
    private final Offers offers;
    private final FollowUps followUps;

    /** What follows from an act: tasks with clocks. */
    public record Back(Offers offers, FollowUps followUps) {}

    /** A desk whose changes are decided and entered by {@code changes}. */
    public ConsentDesk(Changes changes, Asks asks, Clock clock, Back back) {
        this.changes = changes;
        this.asks = asks;
        this.clock = clock;
        this.offers = back.offers();
        this.followUps = back.followUps();
    }

    /** What kind of thing a choice is about. */
    public enum Kind {
        OPTION,
        RECIPIENT,
        ASSISTANT
    }

    /** One choice. */
    public record Wanted(Kind kind, String code, Choice choice) {
        String key() {
            Item.Kind item = kind == Kind.OPTION ? Item.Kind.OPTION : Item.Kind.RECIPIENT;
            return new Item(item, code).key();
        }
    }

    /** An act that is made out for a card, or what is wrong with it. */
    private interface Drawn {
        /** The act, or throws {@link InvalidException}. */
        ConsentAct of(PatientCard card);
    }

    /** Thrown while a change is being made out, so that nothing of it is entered. */
    private static final class InvalidException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient List<Defect> defects;

        InvalidException(List<Defect> defects) {
            super("the consent is not valid", null, false, false);
            this.defects = defects;
        }
    }

    /**
     * Changes answers from a page of ours.
     *
     * @param version the version the patient saw; when another holds by now, nothing is done
     */
    public Filed change(Caller caller, PatientId patient, long version, List<Wanted> wanted) {
        var note = new StringBuilder();
        SortedMap<String, Choice> answers = new TreeMap<>();
        for (Wanted each : wanted) {
            note.append(note.isEmpty() ? "" : ";")
                    .append(each.kind())
                    .append(':')
                    .append(each.code())
                    .append('=')
                    .append(each.choice());
            answers.put(each.key(), each.choice());
        }
        Instant now = clock.instant();
        Drawn drawn = card -> {
            Offer offer = offers.onPage(card, answers.keySet());
            var submission = new Submission(
                    answers,
                    new TreeMap<>(),
                    Optional.empty(),
                    new Submission.Notice(
                            offer.edition().id(),
                            offer.edition().textHash(),
                            true,
                            true,
                            EnumSet.allOf(NoticePart.class)),
                    Hands.of(caller, card, Hands.page(caller), now),
                    Submission.Special.NONE);
            return drawn(submission, offer, now);
        };
        return file(caller, patient, new Slip("consent.change", note.toString(), OptionalLong.of(version)), drawn);
    }

    /** Files a consent that is handed in whole; one with a defect is refused and every defect named. */
    public Filed capture(Caller caller, PatientId patient, OptionalLong version, Submission given) {
        Instant now = clock.instant();
        Drawn drawn = card -> {
            Offer offer = offers.to(card, now);
            Submission.Hand hand = Hands.of(caller, card, given.hand(), now);
            var submission = new Submission(
                    given.answers(), given.documents(), given.term(), given.notice(), hand, given.special());
            if (Hands.unproven(caller, hand.signing())) {
                throw new InvalidException(List.of(defect(
                        "CON-03",
                        "hand.signing.form",
                        "窗口只能录入纸质或口头同意",
                        "the window enters what was signed on paper or said; give the form and its evidence")));
            }
            return drawn(submission, offer, now);
        };
        return file(caller, patient, new Slip("consent.capture", note(given.answers()), version), drawn);
    }

    private static Defect defect(String rule, String element, String zh, String en) {
        return new Defect(rule, element, new Text(zh, en));
    }

    private static String note(Map<String, Choice> answers) {
        return String.join(
                ";",
                answers.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
    }

    private ConsentAct drawn(Submission submission, Offer offer, Instant now) {
        List<Defect> defects = Capture.defects(submission, offer, now);
        if (!defects.isEmpty()) {
            throw new InvalidException(defects);
        }
        SortedMap<String, String> note = new TreeMap<>();
        Submission.Special special = submission.special();
        special.destination().ifPresent(country -> note.put("destination", country));
        special.group().ifPresent(group -> note.put("group", group));
        special.wantsResults().ifPresent(wish -> note.put("wantsResults", wish.toString()));
        submission
                .hand()
                .guardian()
                .flatMap(Submission.Guardian::proof)
                .ifPresent(proof -> note.put("proof", proof.name()));
        if (submission.term().map(Submission.Term::extendsItself).orElse(false)) {
            note.put("extendsItself", "true");
        }
        var content = new ConsentAct.Content(
                submission.answers(),
                submission.documents(),
                Capture.term(submission, offer),
                offer.edition().id(),
                note);
        Instant signed = submission.hand().signedAt();
        return new ConsentAct(
                id(),
                ConsentAct.Kind.GIVE,
                now,
                signed,
                content,
                submission.hand().signing(),
                "");
    }

    private String id() {
        return asks.newId().toString();
    }

    /**
     * Takes consent back in one call: the items named, or everything agreed when none is (PIPL 15, DIC-18).
     *
     * @param wish what is to become of data collected already (CNS-11), in the words of the catalogue
     */
    public Filed withdraw(Caller caller, PatientId patient, Set<String> items, String wish) {
        Instant now = clock.instant();
        Drawn drawn = card -> {
            Picture picture = card.file().at(now, now);
            Set<String> named = new HashSet<>(items);
            items.forEach(key -> named.addAll(Dependents.of(key, picture)));
            SortedMap<String, Choice> answers = new TreeMap<>();
            named.forEach(key -> answers.put(key, Choice.DISAGREE));
            SortedMap<String, List<Provision>> documents = Dependents.documents(items, picture, card.file());
            var content = new ConsentAct.Content(
                    answers, documents, Span.ALWAYS, offers.agreement().version(), new TreeMap<>(Map.of("wish", wish)));
            ConsentAct.Signing signing =
                    Hands.of(caller, card, Hands.page(caller), now).signing();
            return new ConsentAct(id(), ConsentAct.Kind.WITHDRAW, now, now, content, signing, "");
        };
        String note = items.isEmpty()
                ? "WITHDRAW:ALL=DISAGREE"
                : String.join(
                        ";",
                        items.stream().sorted().map(key -> key + "=DISAGREE").toList());
        return file(caller, patient, new Slip("consent.withdraw", note, OptionalLong.empty()), drawn);
    }

    /**
     * Something done about a consent as a whole.
     *
     * @param items the items it is about; empty for all
     * @param until the new end, for an extension
     * @param concerns the act found void
     * @param changes what has changed, where fresh consent is asked for (CON-06, CNS-13)
     */
    public record Event(
            ConsentAct.Kind kind, Set<String> items, Optional<Instant> until, String concerns, Set<String> changes) {
        /** Copies the sets. */
        public Event {
            items = Set.copyOf(Objects.requireNonNullElse(items, Set.of()));
            until = Objects.requireNonNullElse(until, Optional.empty());
            concerns = Objects.requireNonNullElse(concerns, "");
            changes = Set.copyOf(Objects.requireNonNullElse(changes, Set.of()));
        }
    }

    /** Extends a term, opens or settles a dispute, asks for fresh consent, finds an act void. */
    public Filed event(Caller caller, PatientId patient, Event event) {
        Instant now = clock.instant();
        Drawn drawn = card -> {
            ConsentAct.Signing signing = Events.signing(caller, event.kind());
            List<Defect> defects =
                    Events.defects(event, signing, card, offers.agreement().numbers(), now);
            if (!defects.isEmpty()) {
                throw new InvalidException(defects);
            }
            SortedMap<String, Choice> answers = new TreeMap<>();
            event.items().forEach(key -> answers.put(key, Choice.NONE));
            Span term = event.until().map(end -> new Span(now, end)).orElse(Span.ALWAYS);
            SortedMap<String, String> note = new TreeMap<>();
            if (!event.changes().isEmpty()) {
                note.put(Offers.CHANGES, String.join(",", new TreeSet<>(event.changes())));
            }
            var content = new ConsentAct.Content(
                    answers, new TreeMap<>(), term, offers.agreement().version(), note);
            return new ConsentAct(id(), event.kind(), now, now, content, signing, event.concerns());
        };
        return file(
                caller, patient, new Slip("consent.event", event.kind() + ":ALL=NONE", OptionalLong.empty()), drawn);
    }

    /** How an act is entered. */
    private record Slip(String operation, String note, OptionalLong version) {}

    private Filed file(Caller caller, PatientId patient, Slip slip, Drawn drawn) {
        List<Task> tasks = new ArrayList<>();
        List<String> acts = new ArrayList<>();
        BiFunction<PatientCard, Permit, PatientCard> next = (card, permit) -> {
            ConsentAct act = drawn.of(card);
            PatientCard changed = card.withAct(act, clock.instant());
            tasks.clear();
            tasks.addAll(followUps.open(patient, act, card, changed));
            acts.add(act.id());
            return changed;
        };
        var wish = new Changes.Wish(EntryType.CONSENT, "Consent", slip.note(), slip.version(), next);
        try {
            return switch (changes.make(asks.of(caller, Action.UPDATE, slip.operation()), patient, wish)) {
                case Changes.Outcome.Done done -> new Filed.Done(done, acts.getLast(), tasks);
                case Changes.Outcome.Refused refused -> new Filed.Refused(refused.refusal());
                case Changes.Outcome.Moved moved -> new Filed.Moved(moved.version());
            };
        } catch (InvalidException invalid) {
            return new Filed.Invalid(invalid.defects);
        }
    }

    /** Switches a device on or off, and each of its sensors (SEN-03, SEN-08). */
    public Changes.Outcome switchDevice(Caller caller, PatientId patient, DeviceBinding wanted) {
        String note = "DEVICE:" + (wanted.activated() ? "on" : "off") + ":"
                + String.join(",", wanted.sensorsOn().stream().sorted().toList());
        BiFunction<PatientCard, Permit, PatientCard> next = (card, permit) -> card.withDevices(card.devices().stream()
                .map(each -> each.device().equals(wanted.device()) ? wanted : each)
                .toList());
        var wish = new Changes.Wish(EntryType.CONSENT, "Device", note, OptionalLong.empty(), next);
        return changes.make(asks.of(caller, Action.UPDATE, "device.switch"), patient, wish);
    }
}
