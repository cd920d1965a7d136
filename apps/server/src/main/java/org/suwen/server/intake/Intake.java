package org.suwen.server.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.suwen.classification.Labeller;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Duty;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Origin;
import org.suwen.decision.Role;
import org.suwen.fhir.CareFacts;
import org.suwen.fhir.FhirScan;
import org.suwen.ledger.ConsentMovedException;
import org.suwen.ledger.DuplicateRequestException;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Guard;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.Receipt;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Cards;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Journal;
import org.suwen.server.access.Leave;
import org.suwen.server.access.Lookups;
import org.suwen.server.access.RowHeader;
import org.suwen.vault.Bindings;
import org.suwen.vault.IdentityTakenException;
import org.suwen.vault.PatientId;
import org.suwen.vault.Put;
import org.suwen.vault.Vault;
import org.suwen.vault.VersionConflictException;
import org.suwen.vault.Write;

/**
 * Stores submissions: checked, labelled, decided, entered as a durable intent (D16), then written in one transaction.
 *
 * <p>An answer is given after the transaction. After a crash in between, {@link Recovery} finds the intent without data
 * and appends its end.
 */
public final class Intake {

    /** How often a request whose data was lost in a crash is done again under its id. */
    private static final int REPEATS = 16;

    private final Vault vault;
    private final Ledger ledger;
    private final Gate gate;
    private final Cards cards;
    private final Journal journal;
    private final Labeller labeller;
    private final CardFacts facts;
    private final Rim rim;

    /** Institution, ids and clock, the systems that identifiers come in, and who hears of unknown diagnoses. */
    public record Rim(Institution institution, Asks asks, Clock clock, IdentitySystems systems, CodingQueue coding) {}

    /** What an intake works with. */
    public record Parts(Vault vault, Ledger ledger, Gate gate, Cards cards, Journal journal, Labeller labeller) {}

    /** An intake over its parts. */
    public Intake(Parts parts, org.suwen.classification.IdentityTags identities, Rim rim) {
        this.vault = parts.vault();
        this.ledger = parts.ledger();
        this.gate = parts.gate();
        this.cards = parts.cards();
        this.journal = parts.journal();
        this.labeller = parts.labeller();
        this.rim = rim;
        this.facts = new CardFacts(
                identities,
                new CardFacts.Setting(
                        rim.institution().code(),
                        rim.institution().zone(),
                        rim.systems().recordNumber()));
    }

    /** One stored resource. */
    public record Stored(String type, String id, long version) {}

    /** What came of a submission. */
    public sealed interface Result {
        /** All of it is stored; {@code dropped} resources were left out because the patient switched them off (SEN-08). */
        record Done(PatientId patient, List<Stored> stored, int dropped, long entry) implements Result {}

        /** This very request was stored before. */
        record Before(long entry) implements Result {}

        /** The rules refuse it; nothing is stored. */
        record Refused(Answer refusal) implements Result {}
    }

    /** Whom the institution's record number belongs to; for what feeds the hospital's own files, never for a caller. */
    public Optional<PatientId> registered(String recordNumber) {
        return vault.find("RECORD_NUMBER", recordNumber);
    }

    /** Stores a transaction bundle. */
    public Result transaction(Ask ask, byte[] bundle) {
        return once(ask, fresh -> store(fresh, unpacking().transaction(bundle)));
    }

    /**
     * Does what a submission says, all of it or nothing; {@code finder} resolves references by identifier.
     *
     * @throws org.suwen.fhir.InvalidFhirException when a resource breaks its form
     * @throws RefusedInputException when it can't be taken
     */
    public Result acts(Ask ask, List<Act> acts, References finder) {
        return once(ask, fresh -> store(fresh, unpacking().acts(acts, finder::find)));
    }

    /** Finds what a reference names by an identifier, over what the caller may see. */
    @FunctionalInterface
    public interface References {
        /** {@code Type/id}; empty when there is none, or more than one. */
        Optional<String> find(String type, String system, String value);
    }

    /** Stores one resource. */
    public Result single(Ask ask, String type, byte[] resource) {
        return once(ask, fresh -> store(fresh, unpacking().single(type, resource)));
    }

    /**
     * Stores a request once however often it comes: what stands is said to stand, and what a crash left without its data
     * is done again under an id derived from the request's (D16).
     */
    private Result once(Ask ask, Function<Ask, Result> storing) {
        UUID id = ask.request();
        for (int attempt = 1; attempt <= REPEATS; attempt++) {
            Optional<Long> earlier = ledger.indexOf(id);
            if (earlier.isEmpty()) {
                return stored(ask.under(id), storing);
            }
            if (vault.isApplied(earlier.get())) {
                return new Result.Before(earlier.get());
            }
            id = UUID.nameUUIDFromBytes((ask.request() + "#" + attempt).getBytes(StandardCharsets.US_ASCII));
        }
        throw RefusedInputException.of(
                409,
                "conflict",
                "Bundle",
                "this request was begun too often without being finished; send it under a new id");
    }

    /** What isn't there is answered as what is hidden is (D4). */
    private Result stored(Ask ask, Function<Ask, Result> storing) {
        try {
            return storing.apply(ask);
        } catch (NoSuchResourceException absent) {
            return new Result.Refused(gate.absent(ask, "Patient"));
        }
    }

    private Unpacking unpacking() {
        return new Unpacking(vault, rim.asks()::newId, rim.clock().instant());
    }

    private Result store(Ask ask, Parcel parcel) {
        var origin =
                new Origin(rim.institution().code(), authorKind(ask.caller().role()));
        Optional<Answer> refusal = new Touched(vault, gate)
                .hidden(ask, parcel)
                .or(() -> parcel.enrolled() ? Optional.empty() : gate.foresee(ask, parcel.patient(), "Patient"));
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        if (!parcel.enrolled()) {
            vault.enrol(parcel.patient());
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return cards.alone(parcel.patient(), () -> decideAndWrite(ask, parcel, origin));
            } catch (ConsentMovedException | Cards.MovedException elsewhere) { // another node was quicker
                if (attempt == REPEATS) {
                    throw elsewhere;
                }
            }
        }
    }

    private Result decideAndWrite(Ask ask, Parcel parcel, Origin origin) {
        facts.check(
                cards.current(parcel.patient()).card(),
                parcel.pieces(),
                rim.clock().instant());
        Labelled labelled = Labelled.of(parcel, labeller, vault, origin);
        List<Piece> offered = ask.caller().role() == Role.DEVICE ? switchedOn(ask, parcel, labelled) : parcel.pieces();
        List<Leave.Yes> leaves = new ArrayList<>();
        for (Claims.Wanted wanted : new Claims(vault, gate).of(ask, parcel.with(offered), labelled)) {
            switch (gate.leave(wanted.ask(), parcel.patient(), wanted.claims())) {
                case Leave.No no -> {
                    return new Result.Refused(no.refusal());
                }
                case Leave.Yes yes -> leaves.add(yes);
            }
        }
        if (leaves.isEmpty()) {
            return new Result.Done(parcel.patient(), parcel.terms().order(), 0, 0);
        }
        Claims.requireVersions(parcel);
        var merged = new Leave.Yes(
                leaves.getFirst().standing(),
                leaves.stream().flatMap(each -> each.permits().stream()).toList());
        return write(
                ask,
                merged,
                parcel.ofKnown().with(offered),
                labelled,
                parcel.pieces().size());
    }

    /** What of an upload the patient's switches let in; all of it when none, so that the gate says why it is refused. */
    private List<Piece> switchedOn(Ask ask, Parcel parcel, Labelled labelled) {
        Set<String> on = new TreeSet<>();
        cards.current(parcel.patient()).card().devices().stream()
                .filter(each -> each.device().equals(ask.caller().accountId()))
                .forEach(each -> on.addAll(each.sensorsOn()));
        List<Piece> kept = new Sensors(on, labeller).kept(parcel.pieces(), labelled);
        return kept.isEmpty() ? parcel.pieces() : kept;
    }

    private static String authorKind(Role role) {
        return switch (role) {
            case DEVICE -> "DEVICE";
            case MODEL -> "MODEL";
            case PATIENT, GUARDIAN -> "PATIENT";
            case DOCTOR, NURSE, ADMINISTRATOR, OFFICER, AUDITOR, RESEARCHER, PARTNER, AUTHORITY, CONNECTOR -> "PERSON";
        };
    }

    private Result write(Ask ask, Leave.Yes yes, Parcel parcel, Labelled labelled, int sent) {
        List<Piece> kept = new ArrayList<>(parcel.pieces());
        List<Duty> limits = yes.permits().stream()
                .flatMap(permit -> permit.duties().stream())
                .filter(duty -> duty.kind() == DutyKind.DROP_FIELDS)
                .distinct()
                .toList();
        if (!limits.isEmpty()) {
            kept = Sensors.of(limits, labeller).kept(kept, labelled);
        }
        int dropped = sent - kept.size();
        if (kept.isEmpty() && parcel.endings().isEmpty()) {
            return new Result.Refused(gate.refuse(ask, yes.standing(), "SENSOR_OFF"));
        }
        if (yes.permits().stream()
                .anyMatch(permit -> permit.duty(DutyKind.PRELIMINARY).isPresent())) {
            kept.replaceAll(Piece::preliminary);
        }
        List<Bindings.Identity> identities = new Handles(vault, rim.systems()).of(parcel.patient(), kept);
        List<Put> puts = puts(ask, parcel.with(kept), labelled);
        rim.coding().look(parcel.patient(), kept, labelled);
        try {
            Receipt receipt = commit(
                    ask,
                    yes,
                    kept,
                    new Journal.Change(
                            EntryType.WRITE,
                            CardFacts.touch(kept) ? Guard.CHANGE : Guard.RELEASE,
                            Notes.refs(puts),
                            Notes.counts(puts),
                            Notes.digest(puts)));
            var bindings = new Bindings(identities, units(parcel.patient()));
            apply(receipt.index(), new Write(parcel.patient(), puts, labelled.relabels(), List.of(), bindings));
            return new Result.Done(parcel.patient(), named(parcel, kept, dropped), dropped, receipt.index());
        } catch (DuplicateRequestException before) {
            return new Result.Before(before.index());
        }
    }

    /** Rows, identities and care lists in one transaction; what came in between is said at once in the ledger (D16). */
    private void apply(long entry, Write write) {
        try {
            vault.write(entry, write);
        } catch (VersionConflictException moved) {
            journal.abandoned(rim.asks().newId(), write.patient(), entry);
            throw RefusedInputException.of(
                    409, "conflict", "Bundle.entry", "a resource was changed meanwhile; read it again and repeat");
        } catch (IdentityTakenException meanwhile) {
            journal.abandoned(rim.asks().newId(), write.patient(), entry);
            throw Handles.taken("identity");
        }
    }

    /** What the answer names: all in the order sent, or what is left of it. */
    private static List<Stored> named(Parcel parcel, List<Piece> kept, int dropped) {
        return dropped == 0
                ? parcel.terms().order()
                : kept.stream()
                        .map(piece -> new Stored(piece.type(), piece.id(), piece.version()))
                        .toList();
    }

    private List<Put> puts(Ask ask, Parcel parcel, Labelled labelled) {
        List<Put> puts = new ArrayList<>();
        for (Piece piece : parcel.pieces()) {
            puts.add(put(ask, parcel.patient(), piece, labelled));
        }
        for (Ending ending : parcel.endings()) {
            RowHeader before = RowHeader.decode(vault.openHeader(ending.current()));
            puts.add(ending.put(
                    gate.liveClassOf(ending.current()), before, rim.clock().instant()));
        }
        return puts;
    }

    private Receipt commit(Ask ask, Leave.Yes yes, List<Piece> pieces, Journal.Change change) {
        if (change.guard() != Guard.CHANGE) {
            return journal.changed(ask, yes.standing(), yes.main(), change);
        }
        PatientId patient = yes.standing().patient();
        var ground = new Cards.Ground(ask.request(), yes.standing().version());
        return cards.change(
                patient, ground, card -> facts.apply(card, pieces, rim.clock().instant()), version -> {
                    return journal.changed(ask, yes.standing().at(version), yes.main(), change);
                });
    }

    /** The units in whose care lists the patient stands, by the card that the entry has just put in force. */
    private Set<String> units(PatientId patient) {
        String institution = rim.institution().code();
        Set<String> units = new TreeSet<>();
        for (CareUnit unit : CardFacts.units(cards.current(patient).card(), institution)) {
            units.add(Lookups.unitKey(institution, unit.department(), unit.group()));
        }
        return units;
    }

    private Put put(Ask ask, PatientId patient, Piece piece, Labelled labelled) {
        var header = new RowHeader(
                piece.type(),
                piece.id(),
                rim.clock().instant(),
                piece.scan()
                        .time()
                        .filter(text -> text.length() >= 10)
                        .map(text -> LocalDate.parse(text.substring(0, 10))),
                author(ask, piece),
                piece.encounter(),
                labelled.own(piece).encode(),
                piece.references());
        String encounter = piece.encounter();
        return new Put(
                patient,
                piece.type(),
                piece.id(),
                piece.version(),
                labelled.dataClass(piece).encode(),
                header.encode(),
                piece.json(),
                encounter.isEmpty() ? Optional.empty() : Optional.of(encounter));
    }

    private static String author(Ask ask, Piece piece) {
        Optional<String> named = piece.scan()
                .author()
                .filter(reference -> reference.system().equals(CareFacts.STAFF))
                .map(FhirScan.Reference::value);
        return named.orElseGet(
                () -> ask.caller().role() == Role.CONNECTOR ? "" : ask.caller().accountId());
    }
}
