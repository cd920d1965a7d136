package org.suwen.server.backup;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.suwen.ledger.Entry;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Cards;
import org.suwen.server.access.Eraser;
import org.suwen.server.access.Journal;
import org.suwen.server.erasure.Erasures;
import org.suwen.server.erasure.Reach;
import org.suwen.server.intake.Rebuilding;
import org.suwen.server.intake.Recovery;
import org.suwen.vault.ErasedException;
import org.suwen.vault.PatientId;
import org.suwen.vault.UnknownPatientException;

/**
 * Brings a restored database up to date before anything is served: what the ledger says happened since the backup holds
 * (D13). Patients erased since are erased again; a card that did not come back is replaced by the strictest; accounts that
 * changed since are closed when the directory is the backup's; writes whose data are lost are entered as abandoned; the
 * blind index is made again.
 */
public final class Replay {

    private static final int PAGE = 1_000;

    private final RestoredMark mark;
    private final Ledger ledger;
    private final Parts parts;

    /**
     * What a replay works with.
     *
     * @param closing closes the accounts with these ids and says how many
     */
    public record Parts(
            Eraser eraser,
            Cards cards,
            Rebuilding rebuilding,
            Recovery recovery,
            Journal journal,
            Asks asks,
            List<Reach> reaches,
            ToIntFunction<Set<String>> closing) {
        /** Copies the list. */
        public Parts {
            reaches = List.copyOf(reaches);
        }
    }

    /** A replay over the database of {@code source}. */
    public Replay(DataSource source, Ledger ledger, Parts parts) {
        this.mark = new RestoredMark(source);
        this.ledger = ledger;
        this.parts = parts;
    }

    /** What a replay did. */
    public record Done(int erasedAgain, int cardsMended, int accountsClosed, int abandoned, int indexed) {}

    /** Brings a restored database up to date; nothing when none was restored. */
    public Optional<Done> run() {
        Optional<RestoredMark.Since> since = mark.read();
        Optional<Done> done = since.map(this::replay);
        done.ifPresent(each -> mark.clear());
        return done;
    }

    private Done replay(RestoredMark.Since since) {
        long size = ledger.status().head().size();
        Set<PatientId> erased = new HashSet<>();
        Set<PatientId> touched = new HashSet<>();
        Set<String> staff = new HashSet<>();
        for (long at = since.ledgerSize(); at < size; at += PAGE) {
            for (Entry entry : ledger.entriesFrom(at, (int) Math.min(PAGE, size - at))) {
                if (entry.type() != EntryType.TOKEN_MAP) {
                    sort(entry, erased, touched, staff);
                }
            }
        }
        erased.forEach(this::eraseAgain);
        touched.removeAll(erased);
        int mended = (int) touched.stream().filter(this::mend).count();
        int closed = since.directory() ? parts.closing().applyAsInt(staff) : 0;
        int abandoned = parts.recovery().settle(since.ledgerSize(), size);
        Done done = new Done(
                erased.size(), mended, closed, abandoned, parts.rebuilding().all());
        enter(since, done);
        return done;
    }

    private void sort(Entry entry, Set<PatientId> erased, Set<PatientId> touched, Set<String> staff) {
        AccountPart account = AccountPart.decode(ledger.openAccount(entry));
        Optional<PatientId> patient = account.patient().map(PatientId::new);
        if (account.act().operation().equals(Erasures.BEGUN)) {
            patient.ifPresent(erased::add);
        } else {
            patient.ifPresent(touched::add);
        }
        if (entry.type() == EntryType.STAFF) {
            staff.add(account.caller().actor());
        }
    }

    private void eraseAgain(PatientId patient) {
        try {
            parts.eraser().purge(patient);
        } catch (UnknownPatientException neverHere) {
            parts.cards().forget(patient);
        }
        parts.reaches().forEach(each -> {
            int unused = each.clear().applyAsInt(patient);
        });
    }

    private boolean mend(PatientId patient) {
        try {
            return parts.cards().mend(patient);
        } catch (UnknownPatientException | ErasedException gone) {
            return false;
        }
    }

    private void enter(RestoredMark.Since since, Done done) {
        var account = AccountPart.of(
                ledger.now(),
                Caller.of("suwen", "SYSTEM", "", ""),
                new Act(
                        "restore.replay",
                        "OPERATIONS",
                        new byte[0],
                        "from " + since.ledgerSize() + ": " + done.erasedAgain() + " erased, " + done.cardsMended()
                                + " cards, " + done.accountsClosed() + " accounts, " + done.abandoned() + " writes"),
                Verdict.of(Outcome.DONE),
                Optional.empty());
        var unused =
                parts.journal().institutional(EntryType.SYSTEM, parts.asks().newId(), account);
    }
}
