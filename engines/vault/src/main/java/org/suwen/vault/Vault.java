package org.suwen.vault;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.suwen.vault.VaultStore.SealedDocument;
import org.suwen.vault.VaultStore.Selection;

/**
 * Where patients' records are kept, sealed, and from where they can truly be gone.
 *
 * <p>Every method is one transaction of its own and durable when it returns; reads see one committed state. After
 * {@link #purge} every method that names the patient throws {@link ErasedException}, and lookups by row or identity find
 * nothing. Any method may throw {@link VaultUnavailableException}. Safe for use by several threads.
 */
public final class Vault {
    private final VaultStore store;
    private final InstitutionKeys institution;
    private final PatientKeyring keyring;
    private final Directory directory;
    private final VaultOptions options;

    private Vault(VaultStore store, KeyChain chain, VaultOptions options) {
        Seals seals = Seals.with(options.random());
        this.store = store;
        this.institution = new InstitutionKeys(chain, seals);
        this.keyring = new PatientKeyring(store, chain, seals, options);
        this.directory = new Directory(store, institution);
        this.options = options;
    }

    /** Opens a vault, making its keys when it is new; throws {@link KeySourceException} for another vault's root key. */
    public static Vault open(VaultStore store, KeySource source, VaultOptions options) {
        return new Vault(store, new KeyChain(store, source, options.random()), options);
    }

    /** The institution's keys. */
    public InstitutionKeys institution() {
        return institution;
    }

    /** Enrols a patient with two new keys. */
    public PatientId enrol() {
        return keyring.enrol();
    }

    /** Gives keys to a patient under an identifier drawn by the caller, who answers for its being random and new. */
    public void enrol(PatientId patient) {
        keyring.enrol(patient);
    }

    /** A patient's keys, from a bounded cache; throws {@link ErasedException}, {@link UnknownPatientException}. */
    public PatientKeys keys(PatientId patient) {
        return keyring.keys(patient);
    }

    /** A patient's keys for the ledger; they outlive a purge only where a hold was named. */
    public PatientLogKeys logKeys(PatientId patient) {
        return keyring.logKeys(patient);
    }

    /** Zeroes the patient's keys in this process at once, whoever holds them; they load again when asked for. */
    public void forget(PatientId patient) {
        keyring.forget(patient);
    }

    /** What becomes of the log key at a purge (D15). */
    public enum LogKey {
        /** The content parts of his entries go with him. */
        DESTROY,
        /** A hold stands: they stay readable through {@link Vault#logKeys} until a second purge destroys the key. */
        KEEP_FOR_HOLD
    }

    /** Destroys the patient's keys, rows, documents and tokens in one transaction, then his keys in this process (I5). */
    public void purge(PatientId patient, LogKey logKey) {
        keyring.purge(patient, logKey == LogKey.KEEP_FOR_HOLD);
    }

    /**
     * Ends the epochs so far: wraps the keys of all who live under a new epoch key, then destroys the old ones inside the
     * key source, so that no copy of the database made before opens an erased patient's keys (D12). Service goes on.
     */
    @CanIgnoreReturnValue
    public EpochRenewal renewEpoch() {
        return keyring.renewEpoch();
    }

    /** What a copy of the database, made now, holds of a patient, with one of his rows as a sample. */
    public OldCopy copyOf(Sealed sample) {
        return keyring.copyOf(sample.patient(), sample);
    }

    /** Tries to read in a copy made before with all keys there are now: whether any byte opens (I5). */
    public boolean opens(OldCopy copy) {
        return keyring.opens(copy);
    }

    /** The first patients behind an id who are not erased, in order of id; none means that there are no more. */
    public List<PatientId> living(PatientId after, int limit) {
        return keyring.living(after, Page.checkLimit(limit));
    }

    /** The key source's id and custody. */
    public KeyHome keyHome() {
        return keyring.home();
    }

    /** The patient an identity value belongs to; the value is normalised by {@link Identities}. */
    public Optional<PatientId> find(String identityKind, String value) {
        return store.find(identityToken(identityKind, value));
    }

    /** Binds an identity value to a patient; throws {@link IdentityTakenException} when another has it. */
    public void bind(PatientId patient, String identityKind, String value) {
        if (!store.bind(patient, identityToken(identityKind, value))) {
            throw new IdentityTakenException(identityKind);
        }
    }

    /** Frees an identity value that belongs to this patient; does nothing otherwise. */
    public void unbind(PatientId patient, String identityKind, String value) {
        store.unbind(patient, identityToken(identityKind, value));
    }

    /** Writes new versions of one patient's rows, as {@link #write(long, Write)}. */
    public void write(long entryIndex, List<Put> puts) {
        write(entryIndex, Write.of(puts));
    }

    /**
     * Keeps everything of a write and marks its entry as applied, or nothing: throws {@link VersionConflictException} when
     * a row or document is not at the version before, {@link EntryAppliedException} when the entry was applied.
     */
    public void write(long entryIndex, Write write) {
        inKeys(write.patient(), keys -> {
            store.write(entryIndex, new RowSealer(institution, keys).seal(write), KeyChain.day(options.clock()));
            return true;
        });
    }

    /**
     * Gives rows of a patient new classes without an entry, as after a change of a value set (D2), all or nothing; throws
     * {@link VersionConflictException} when a row has moved on. Past versions keep their class; see {@link PastVersion}.
     */
    public void relabel(PatientId patient, List<Relabel> relabels) {
        Write write = new Write(patient, List.of(), relabels, List.of());
        inKeys(patient, keys -> {
            store.relabel(new RowSealer(institution, keys).seal(write));
            return true;
        });
    }

    /** Whether a write of this entry was committed, for recovery (D16). */
    public boolean isApplied(long entryIndex) {
        return store.isApplied(entryIndex);
    }

    /** The current version of a row, not opened, in one query. */
    public Optional<Sealed> locate(String type, String id) {
        return store.locate(RowSealer.rowToken(institution, type, id));
    }

    /**
     * Rows not opened, versions of documents and class tokens, in one round trip: nothing in the answer is older than the
     * call. Made for asking for many requests at once; a patient who is not there is simply not in the answer.
     */
    public Seen look(Glance glance) {
        return store.look(glance);
    }

    /** The blind name of a directory document; the same for ever, so that it may be kept. */
    public DirectoryName directoryName(DirectoryKey key) {
        return directory.name(key);
    }

    /** One version of a row, not opened, with the class of the current one. */
    public Optional<PastVersion> locateVersion(String type, String id, long version) {
        return store.locateVersion(RowSealer.rowToken(institution, type, id), version);
    }

    /**
     * All versions of a patient's rows of a type, without bodies and in no order; throws when there are more than
     * {@code limit}.
     */
    public List<PastVersion> versions(PatientId patient, String type, int limit) {
        Token token = inKeys(patient, keys -> RowSealer.typeToken(keys, type));
        return bounded(patient, store.versions(patient, Optional.of(token), Optional.empty(), limit + 1), limit);
    }

    /** All versions of one row, as {@link #versions(PatientId, String, int)}. */
    public List<PastVersion> versionsOf(Sealed row, int limit) {
        PatientId patient = row.patient();
        List<PastVersion> found =
                store.versions(patient, Optional.empty(), Optional.of(row.row().row()), limit + 1);
        return bounded(patient, found, limit);
    }

    private List<PastVersion> bounded(PatientId patient, List<PastVersion> found, int limit) {
        if (found.size() > limit) {
            throw new IllegalStateException("there are more than `" + limit + "` versions");
        }
        return aliveUnlessEmpty(patient, found);
    }

    /**
     * Opens a row's header and leaves its body sealed.
     *
     * @throws SealBrokenException when the row was altered, swapped or rolled back
     */
    public byte[] openHeader(Sealed sealed) {
        return inKeys(sealed.patient(), keys -> RowSealer.openHeader(keys, sealed));
    }

    /** A row in clear; throws {@link SealBrokenException} when it isn't as it was written. */
    public Opened open(Sealed sealed) {
        return inKeys(sealed.patient(), keys -> RowSealer.open(keys, sealed));
    }

    /** A row's body alone in clear, for who has opened its header before; throws as {@link #open} does. */
    public byte[] openBody(Sealed sealed) {
        return inKeys(sealed.patient(), keys -> RowSealer.openBody(keys, sealed));
    }

    /** The token under which a row of this type and id lies. */
    public Token rowToken(String type, String id) {
        return RowSealer.rowToken(institution, type, id);
    }

    /** The decision classes that rows of a patient have or had, opened. */
    public List<ClassEntry> classes(PatientId patient) {
        return inKeys(
                patient,
                keys -> aliveUnlessEmpty(patient, store.classes(patient)).stream()
                        .map(entry -> new ClassEntry(entry.token(), keys.openClass(entry.sealed(), entry.token())))
                        .toList());
    }

    /**
     * Rows of a patient, of a type or of any, of these classes only, in order of row token: at most limit, itself at most
     * {@link Page#MAX_ROWS}, in one query. No class means no row.
     */
    public Page list(PatientId patient, Optional<String> type, Set<Token> classes, Cursor cursor, int limit) {
        return page(selection(patient, type, classes), cursor, limit, true);
    }

    /** As {@link #list}, with empty bodies: for searching in the headers. */
    public Page listHeaders(PatientId patient, Optional<String> type, Set<Token> classes, Cursor cursor, int limit) {
        return page(selection(patient, type, classes), cursor, limit, false);
    }

    /** How many rows {@link #list} would give in all, in one query. */
    public long count(PatientId patient, Optional<String> type, Set<Token> classes) {
        long count = store.count(selection(patient, type, classes));
        if (count == 0) {
            keyring.checkAlive(patient);
        }
        return count;
    }

    /** Headers of all rows of an encounter, for re-labelling; throws when there are more than a write may re-label. */
    public List<Sealed> rowsOfEncounter(PatientId patient, String encounter) {
        Token token = inKeys(patient, keys -> RowSealer.encounterToken(keys, encounter));
        List<Sealed> rows = aliveUnlessEmpty(patient, store.rowsOfEncounter(patient, token, Write.MAX_ROWS + 1));
        if (rows.size() > Write.MAX_ROWS) {
            throw new IllegalStateException("an encounter has more than `" + Write.MAX_ROWS + "` rows");
        }
        return rows;
    }

    /** One version of a patient's document. */
    public Optional<Document> document(PatientId patient, String kind, long version) {
        if (version < 1) {
            throw new IllegalArgumentException("a version counts from 1, not `" + version + "`");
        }
        return anyDocument(patient, kind, version);
    }

    /** The latest version of a patient's document. */
    public Optional<Document> latestDocument(PatientId patient, String kind) {
        return anyDocument(patient, kind, 0);
    }

    /** Keeps the next version of a patient's document; throws {@link VersionConflictException} unless it is the next. */
    public void putDocument(PatientId patient, String kind, long version, byte[] plain) {
        Document document = new Document(kind, version, plain);
        inKeys(patient, keys -> {
            store.putDocument(patient, new RowSealer(institution, keys).document(document));
            return true;
        });
    }

    /** A document of the institution. */
    public Optional<DirectoryDocument> directoryDocument(String kind, String key) {
        return directory.get(kind, key);
    }

    /** Documents of a kind in a stable order, at most limit, itself at most {@link DirectoryPage#MAX_DOCUMENTS}. */
    public DirectoryPage directoryDocuments(String kind, Cursor cursor, int limit) {
        return directory.list(kind, cursor, limit);
    }

    /** Keeps version 1 of a document of the institution, or the next; throws {@link VersionConflictException}. */
    public void putDirectoryDocument(String kind, String key, long version, byte[] plain) {
        directory.put(new DirectoryDocument(kind, key, version, plain));
    }

    /** Removes a document of the institution; throws {@link VersionConflictException} unless this version is current. */
    public void deleteDirectoryDocument(String kind, String key, long version) {
        directory.delete(kind, key, version);
    }

    /**
     * Puts a patient on the list under a key: a unit's care list, or any value that many patients share, such as a phone
     * number or a name for searching (D9). Does nothing when he is on it.
     */
    public void relate(PatientId patient, String unitKey) {
        store.relate(patient, unitToken(unitKey));
    }

    /** Takes a patient off the list under a key; does nothing when he isn't on it. */
    public void unrelate(PatientId patient, String unitKey) {
        store.unrelate(patient, unitToken(unitKey));
    }

    /** The first patients under a key; when there are as many as limit, ask on with {@link #relatedAfter}. */
    public List<PatientId> related(String unitKey, int limit) {
        return relatedAfter(unitKey, new PatientId(new UUID(0, 0)), limit);
    }

    /** Patients under a key in order of id, behind a patient. */
    public List<PatientId> relatedAfter(String unitKey, PatientId after, int limit) {
        return store.related(unitToken(unitKey), after, Page.checkLimit(limit));
    }

    /** Everybody who is enrolled and not erased, in order of id, behind a patient; for counts over the whole house. */
    public List<PatientId> everyoneAfter(Optional<PatientId> after, int limit) {
        return store.everyone(after.orElse(new PatientId(new UUID(0, 0))), Page.checkLimit(limit));
    }

    private Page page(Selection selection, Cursor cursor, int limit, boolean bodies) {
        List<Sealed> rows = aliveUnlessEmpty(
                selection.patient(), store.list(selection, cursor, Page.checkLimit(limit) + 1, bodies));
        if (rows.size() <= limit) {
            return new Page(rows, Optional.empty());
        }
        List<Sealed> kept = rows.subList(0, limit);
        return new Page(kept, Optional.of(Cursor.after(kept.getLast().row().row())));
    }

    private Selection selection(PatientId patient, Optional<String> type, Set<Token> classes) {
        return new Selection(
                patient, type.map(name -> inKeys(patient, keys -> RowSealer.typeToken(keys, name))), classes);
    }

    private Optional<Document> anyDocument(PatientId patient, String kind, long version) {
        return inKeys(patient, keys -> {
            Token token = RowSealer.documentKind(keys, kind);
            Optional<SealedDocument> found = store.document(patient, token, version);
            if (found.isEmpty()) {
                keyring.checkAlive(patient);
            }
            return found.map(kept ->
                    new Document(kind, kept.version(), keys.openDocument(kept.sealed(), token, kept.version())));
        });
    }

    /** What was read, unless it is empty because the patient was erased, perhaps by another node. */
    private <T> List<T> aliveUnlessEmpty(PatientId patient, List<T> read) {
        if (read.isEmpty()) {
            keyring.checkAlive(patient);
        }
        return read;
    }

    /** Work with a patient's keys, done again once when they were forgotten meanwhile. */
    @CanIgnoreReturnValue
    private <T> T inKeys(PatientId patient, Function<PatientKeys, T> work) {
        try {
            return work.apply(keyring.keys(patient));
        } catch (KeysForgottenException e) {
            return work.apply(keyring.keys(patient));
        } catch (ErasedException e) {
            keyring.forget(patient);
            throw e;
        }
    }

    private Token identityToken(String identityKind, String value) {
        return RowSealer.identityToken(institution, identityKind, value);
    }

    private Token unitToken(String unitKey) {
        return RowSealer.unitToken(institution, unitKey);
    }
}
