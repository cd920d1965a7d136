package org.suwen.server.erasure;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.suwen.decision.Role;
import org.suwen.ledger.DuplicateRequestException;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Eraser;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Journal;
import org.suwen.server.erasure.Erasure.Signed;
import org.suwen.server.erasure.Erasure.State;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.vault.EpochRenewal;
import org.suwen.vault.PatientId;

/**
 * Erases a patient: two persons, no lock of the law, keys and everything beside them destroyed, an attempt to read, and
 * only then a certificate (D12, I5).
 *
 * <p>Each step is durable before the next begins and may be repeated, so that what a crash cut off is finished by
 * {@link #finish}. The entry {@link #BEGUN} stands before anything is destroyed: a restored copy is purged by it (D13).
 */
public final class Erasures {

    /** The operation of the entry from which on a patient is to be gone. */
    public static final String BEGUN = "erasure.begin";

    private static final String ASKED = "erasure.ask";
    private static final String REFUSED = "erasure.refuse";
    private static final List<String> RULES = List.of("DES-02", "DES-24");

    private final Eraser eraser;
    private final ErasureShelf shelf;
    private final Parts parts;
    private final Certificates certificates;

    /**
     * What an erasure works with.
     *
     * @param open whether erasing is on: in {@code serve} it is off until an approval workflow exists
     */
    public record Parts(
            Journal journal,
            Asks asks,
            Institution institution,
            Clock clock,
            Holds holds,
            List<Reach> reaches,
            boolean open) {
        /** Copies the list. */
        public Parts {
            reaches = List.copyOf(reaches);
        }
    }

    /** Erasures by {@code eraser}, kept in {@code documents}. */
    public Erasures(Eraser eraser, DirectoryDocuments documents, Parts parts, Certificates certificates) {
        this.eraser = eraser;
        this.shelf = new ErasureShelf(documents);
        this.parts = parts;
        this.certificates = certificates;
    }

    /** What came of asking for an erasure. */
    public sealed interface Asked {
        /** One person has asked; another one has to. */
        record Waits(Erasure erasure) implements Asked {}

        /** The patient is erased; the certificate is there, or follows once no copy opens any more. */
        record Done(Erasure erasure) implements Asked {}

        /** The law keeps the record. */
        record Locked(List<Holds.Lock> locks) implements Asked {}

        /** Not for this caller, or not here: a reason's code. */
        record Refused(String code) implements Asked {}

        /** There is no such patient. */
        record Unknown() implements Asked {}
    }

    /** Asks for the erasure of a patient, or confirms what another person asked for. */
    public Asked ask(Caller caller, PatientId patient, String reason) {
        if (caller.role() != Role.OFFICER && caller.role() != Role.AUDITOR) {
            return refuse(caller, "PURPOSE", Optional.empty());
        }
        if (!parts.open()) {
            return refuse(caller, "APPROVAL_WORKFLOW", Optional.of(patient));
        }
        if (!eraser.isThere(patient)) {
            return new Asked.Unknown();
        }
        List<Holds.Lock> locks = locks(patient);
        if (!locks.isEmpty()) {
            enter(caller, REFUSED, deny(locks.stream().map(Holds.Lock::code).toList()), "", Optional.of(patient));
            return new Asked.Locked(locks);
        }
        Instant now = parts.clock().instant();
        Optional<Erasure> waiting = shelf.all().stream()
                .filter(each -> each.patient().equals(patient.toString()) && each.waitsAt(now))
                .findFirst();
        if (waiting.isEmpty()) {
            return new Asked.Waits(wish(caller, patient, reason));
        }
        return waiting.get().first().account().equals(caller.accountId())
                ? refuse(caller, "SECOND_PERSON", Optional.of(patient))
                : confirm(caller, patient, waiting.get());
    }

    private List<Holds.Lock> locks(PatientId patient) {
        LocalDate today =
                LocalDate.ofInstant(parts.clock().instant(), parts.institution().zone());
        return parts.holds().on(patient, today);
    }

    private Erasure wish(Caller caller, PatientId patient, String reason) {
        String id = parts.asks().newId().toString();
        enter(caller, ASKED, Verdict.of(Outcome.DONE), id, Optional.of(patient));
        return shelf.add(Erasure.asked(id, patient.toString(), signed(caller), reason));
    }

    /** Nobody writes about the patient from here to the end of his keys. */
    private Asked confirm(Caller caller, PatientId patient, Erasure wish) {
        return eraser.alone(patient, () -> {
            Optional<byte[]> copy = eraser.copyOf(patient);
            List<Holds.Lock> locks = locks(patient);
            if (copy.isEmpty()) {
                return new Asked.Unknown();
            }
            if (!locks.isEmpty()) {
                return new Asked.Locked(locks);
            }
            Erasure begun = shelf.put(wish, wish.begun(signed(caller), copy.get()));
            return new Asked.Done(destroy(begun));
        });
    }

    private Erasure destroy(Erasure begun) {
        PatientId patient = PatientId.of(begun.patient());
        long entry = begin(begun, patient);
        eraser.purge(patient);
        List<Erasure.Cleared> cleared = new ArrayList<>();
        for (Reach each : parts.reaches()) {
            cleared.add(new Erasure.Cleared(each.place(), each.clear().applyAsInt(patient)));
        }
        return shelf.put(begun, begun.erased(entry, cleared));
    }

    /** The entry under the erasure's own id, so that it is there once however often this is repeated. */
    private long begin(Erasure begun, PatientId patient) {
        Signed by = begun.second().orElse(begun.first());
        var who = org.suwen.ledger.part.Caller.of(
                by.account(), Role.OFFICER.name(), parts.institution().code(), "");
        var account = AccountPart.of(
                by.at(),
                who,
                new Act(BEGUN, "OPERATIONS", new byte[0], begun.id()),
                new Verdict(Outcome.DONE, "DUTY", List.of(), RULES, begun.id()),
                Optional.of(patient.value()));
        try {
            return parts.journal()
                    .institutional(EntryType.KEY, UUID.fromString(begun.id()), account)
                    .index();
        } catch (DuplicateRequestException before) {
            return before.index();
        }
    }

    /**
     * Finishes what was begun: erases what a crash left, ends the epochs whose keys open old copies, tries to read, and
     * issues the certificates for which nothing could be read. Gives how many were issued.
     */
    public synchronized int finish() {
        shelf.all().stream().filter(each -> each.state() == State.BEGUN).forEach(each -> {
            Erasure unused = eraser.alone(PatientId.of(each.patient()), () -> destroy(each));
        });
        List<Erasure> erased = shelf.all().stream()
                .filter(each -> each.state() == State.ERASED)
                .toList();
        if (erased.isEmpty()) {
            return 0;
        }
        EpochRenewal renewal = eraser.renewEpoch();
        int issued = 0;
        for (Erasure each : erased) {
            Erasure.Tried tried = tryToRead(each);
            if (tried.nothingReadable()) {
                Erasure.Proof proof = certificates.issue(each, tried, renewal, eraser.keyHome());
                Erasure unused = shelf.put(each, each.certified(proof));
                issued++;
            }
        }
        return issued;
    }

    private Erasure.Tried tryToRead(Erasure erasure) {
        PatientId patient = PatientId.of(erasure.patient());
        List<Eraser.Try> tries = new ArrayList<>(eraser.tryToRead(patient, erasure.copy()));
        for (Reach each : parts.reaches()) {
            tries.add(new Eraser.Try(each.place(), each.left().applyAsInt(patient) > 0));
        }
        return new Erasure.Tried(tries);
    }

    /** All erasures, the newest first. */
    public List<Erasure> all() {
        return shelf.all();
    }

    /** One of them. */
    public Optional<Erasure> find(String id) {
        return shelf.get(id);
    }

    private Asked refuse(Caller caller, String code, Optional<PatientId> patient) {
        enter(caller, REFUSED, deny(List.of(code)), "", patient);
        return new Asked.Refused(code);
    }

    private static Verdict deny(List<String> codes) {
        return new Verdict(Outcome.DENY, "", codes, RULES, "");
    }

    private void enter(
            Caller caller, String operation, Verdict verdict, String reference, Optional<PatientId> patient) {
        var who = org.suwen.ledger.part.Caller.of(
                caller.accountId(), caller.role().name(), parts.institution().code(), caller.address());
        var account = AccountPart.of(
                parts.clock().instant(),
                who,
                new Act(operation, "OPERATIONS", new byte[0], reference),
                verdict,
                patient.map(PatientId::value));
        EntryType type = verdict.outcome() == Outcome.DENY ? EntryType.DENIAL : EntryType.KEY;
        var unused = parts.journal().institutional(type, parts.asks().newId(), account);
    }

    private Signed signed(Caller caller) {
        return new Signed(caller.accountId(), parts.clock().instant());
    }
}
