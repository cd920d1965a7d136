package org.suwen.server.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.suwen.ledger.Disclosure;
import org.suwen.ledger.Entry;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Basis;
import org.suwen.ledger.part.ContentPart;
import org.suwen.server.access.LogKeysOf;
import org.suwen.vault.ErasedException;
import org.suwen.vault.PatientId;
import org.suwen.vault.PatientLogKeys;
import org.suwen.vault.SealBrokenException;

/** Opens ledger entries for those who may read them: the patient its own, the office the account parts of all. */
public final class Trace {

    private static final int SCAN_LIMIT = 5_000;

    private final Ledger ledger;
    private final Function<PatientId, PatientLogKeys> keys;
    private final String origin;

    /**
     * Reads {@code ledger}, whose origin is {@code origin}.
     *
     * @param keys a patient's log keys, which open the content parts of entries and no row
     */
    public Trace(Ledger ledger, Function<PatientId, PatientLogKeys> keys, String origin) {
        this.ledger = ledger;
        this.keys = keys;
        this.origin = origin;
    }

    /**
     * An opened entry.
     *
     * @param content empty when the entry has none, or its key is gone with the patient (D15)
     */
    public record Opened(long index, Entry entry, AccountPart account, Optional<ContentPart> content) {
        /** The same, saying that something was done and not what to. */
        public Opened withoutContent() {
            var nothing = ContentPart.of(new byte[0], List.of(), List.of(), Basis.NONE, "");
            return new Opened(index, entry, account, Optional.of(nothing));
        }

        /** The entry's type. */
        public EntryType type() {
            return entry.type();
        }
    }

    /** Entries about one patient, newest first, before {@code before}. */
    public List<Opened> ofPatient(PatientId patient, long before, int limit) {
        var tokens = new LogKeysOf(keys.apply(patient));
        List<Opened> opened = new ArrayList<>();
        for (long index : ledger.recentOfPatient(tokens, before, limit)) {
            ledger.entry(index).ifPresent(entry -> opened.add(open(index, entry)));
        }
        return opened;
    }

    /** Which entries of all are wanted. */
    public interface Filter {
        /** Whether an entry with this account part is wanted. */
        boolean wants(EntryType type, AccountPart account);
    }

    /** Entries of the whole ledger, newest first, before {@code before}; account parts only. */
    public List<Opened> latest(long before, int limit, Filter filter) {
        List<Opened> found = new ArrayList<>();
        long from = Math.min(before, ledger.status().head().size());
        for (long index = from - 1; index >= 0 && from - index <= SCAN_LIMIT && found.size() < limit; index--) {
            Entry entry = ledger.entry(index).orElseThrow();
            AccountPart account = account(entry);
            if (filter.wants(entry.type(), account)) {
                found.add(new Opened(index, entry, account, Optional.empty()));
            }
        }
        return found;
    }

    /** One entry with all that can be opened of it. */
    public Optional<Opened> entry(long index) {
        return ledger.entry(index).map(entry -> open(index, entry));
    }

    /** The entry of a decision, whose id is the request's. */
    public Optional<Opened> ofRequest(UUID request) {
        return ledger.indexOf(request).flatMap(this::entry);
    }

    /** Opens an entry that was just appended. */
    public Opened open(long index, Entry entry) {
        AccountPart account = account(entry);
        Optional<ContentPart> content = Optional.empty();
        if (entry.content().length > 0 && account.patient().isPresent()) {
            content = content(entry, new PatientId(account.patient().get()));
        }
        return new Opened(index, entry, account, content);
    }

    private AccountPart account(Entry entry) {
        return AccountPart.decode(ledger.openAccount(entry));
    }

    private Optional<ContentPart> content(Entry entry, PatientId patient) {
        return saltedContent(entry, patient).map(salted -> ContentPart.decode(salted.plain()));
    }

    /** The patient's own keys for the ledger. */
    public PatientLogKeys logKeys(PatientId patient) {
        return keys.apply(patient);
    }

    /** The content part of a patient's entry with its salt, for a disclosure; empty when its key is gone. */
    public Optional<Disclosure.Salted> saltedContent(Entry entry, PatientId patient) {
        if (entry.content().length == 0) {
            return Optional.empty();
        }
        try {
            byte[] context = entry.context(origin, Entry.Part.CONTENT);
            byte[] sealed = entry.sealed(Entry.Part.CONTENT);
            return Optional.of(Disclosure.Salted.read(keys.apply(patient).openLog(sealed, context)));
        } catch (ErasedException | SealBrokenException gone) {
            return Optional.empty();
        }
    }
}
