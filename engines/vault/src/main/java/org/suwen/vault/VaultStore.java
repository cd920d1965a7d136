package org.suwen.vault;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables beneath the vault; sees sealed bytes, tokens, numbers and days only (D8).
 *
 * <p>Each method is one transaction of its own, durable when it returns. Failures of the database are
 * {@link VaultUnavailableException}s.
 */
@SuppressWarnings("ArrayRecordComponent") // sealed bytes, handed on and never compared
public interface VaultStore {
    /** A key that lies wrapped: an epoch key, or one of the institution's. */
    record WrappedKey(String purpose, int number, String source, byte[] wrapped) {}

    /** A patient's two wrapped keys; an empty array where a key was destroyed. */
    record WrappedPatientKeys(int epoch, byte[] recordKey, byte[] logKey, boolean erased) {}

    /** A new version of a row. */
    record NewRow(RowRef row, Token type, Token classToken, Optional<Token> encounter, byte[] header, byte[] body) {}

    /** A row's new class. */
    record NewClass(RowRef row, Token classToken) {}

    /** A sealed decision class. */
    record SealedClass(Token token, byte[] sealed) {}

    /** A sealed document of a patient or, with a key, of the institution. */
    record SealedDocument(Token kind, Token key, long version, byte[] sealed) {}

    /** An identity to bind; {@code kind} is told when another patient has it and it is exclusive. */
    record NewIdentity(Token token, String kind, boolean exclusive) {}

    /** What one entry changes about one patient. */
    record SealedWrite(
            PatientId patient,
            int keyEpoch,
            List<NewRow> rows,
            List<NewClass> relabels,
            List<SealedClass> classes,
            List<SealedDocument> documents,
            List<NewIdentity> identities,
            List<Token> units) {}

    /** Which rows of a patient: of a type or of any, of these classes only. */
    record Selection(PatientId patient, Optional<Token> type, Set<Token> classes) {}

    /** Keeps a wrapped key unless its purpose and number are there already. */
    void addKey(WrappedKey key);

    /** All wrapped keys of epochs and institution. */
    List<WrappedKey> keys();

    /** A patient's wrapped keys before and after they are wrapped anew. */
    record Rewrapped(PatientId patient, WrappedPatientKeys before, WrappedPatientKeys after) {}

    /** A patient with his wrapped keys. */
    record KeptKeys(PatientId patient, WrappedPatientKeys keys) {}

    /** Removes a wrapped key. */
    void dropKey(String purpose, int number);

    /** Patients behind an id whose keys are wrapped under an epoch before this one, in order of id, at most limit. */
    List<KeptKeys> keysBefore(int epoch, PatientId after, int limit);

    /** Replaces wrapped keys that are still as they were before; leaves the others alone. */
    void rewrap(int epoch, List<Rewrapped> keys);

    /** Calls an epoch key {@link KeyChain#RETIRED} and empties it, unless a patient's keys are wrapped under it: false. */
    boolean retireEpoch(int number);

    /** Keeps a new patient's keys; false, and nothing is kept, when their epoch was retired meanwhile. */
    boolean enrol(PatientId patient, WrappedPatientKeys keys, LocalDate day);

    /** A patient's keys or tombstone. */
    Optional<WrappedPatientKeys> patientKeys(PatientId patient);

    /** Destroys a patient's wrapped keys, rows, documents and tokens, and leaves a tombstone. */
    void purge(PatientId patient, boolean keepLogKey, LocalDate day);

    /** Writes all or nothing and marks the entry as applied; throws as {@link Vault#write} does. */
    void write(long entryIndex, SealedWrite write, LocalDate day);

    /** Gives rows new classes without an entry, all or nothing; throws as {@link Vault#relabel} does. */
    void relabel(SealedWrite write);

    /** Whether a write of this entry was committed. */
    boolean isApplied(long entryIndex);

    /** The current version of a row, whoever's it is. */
    Optional<Sealed> locate(Token row);

    /** Rows, versions of documents and class tokens in one round trip; each as of a moment after the call began. */
    Seen look(Glance glance);

    /** One version of a row with the class of the current one. */
    Optional<PastVersion> locateVersion(Token row, long version);

    /** All versions of a patient's rows, of a type or one row when named, without bodies, in no order; at most limit. */
    List<PastVersion> versions(PatientId patient, Optional<Token> type, Optional<Token> row, int limit);

    /** The selected rows behind a cursor in order of row token, at most limit; bodies empty unless asked for. */
    List<Sealed> list(Selection selection, Cursor cursor, int limit, boolean bodies);

    /** How many rows are selected. */
    long count(Selection selection);

    /** Headers of the rows of one encounter, in order of row token, at most limit. */
    List<Sealed> rowsOfEncounter(PatientId patient, Token encounter, int limit);

    /** The classes of a patient. */
    List<SealedClass> classes(PatientId patient);

    /** A version of a patient's document, or the latest for version 0. */
    Optional<SealedDocument> document(PatientId patient, Token kind, long version);

    /** Keeps the next version of a patient's document. */
    void putDocument(PatientId patient, SealedDocument document);

    /** A document of the institution. */
    Optional<SealedDocument> directoryDocument(Token kind, Token key);

    /** Documents of a kind behind a key token, in its order, at most limit. */
    List<SealedDocument> directoryDocuments(Token kind, Token after, int limit);

    /** Keeps version 1 of a document, or the next one in place of the current. */
    void putDirectoryDocument(SealedDocument document);

    /** Removes a document if this version is current. */
    void deleteDirectoryDocument(Token kind, Token key, long version);

    /** The patient an identity belongs to. */
    Optional<PatientId> find(Token identity);

    /** Binds an identity; false when it belongs to another patient. */
    boolean bind(PatientId patient, Token identity);

    /** Removes an identity of this patient. */
    void unbind(PatientId patient, Token identity);

    /** Puts a patient on a care list. */
    void relate(PatientId patient, Token unit);

    /** Takes a patient off a care list. */
    void unrelate(PatientId patient, Token unit);

    /** Patients on a care list behind an id, in order of id, at most limit. */
    List<PatientId> related(Token unit, PatientId after, int limit);

    /** Patients who are enrolled and not erased, behind an id, in order of id, at most limit. */
    List<PatientId> everyone(PatientId after, int limit);
}
