package org.suwen.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.suwen.vault.EpochRenewal;
import org.suwen.vault.ErasedException;
import org.suwen.vault.KeyHome;
import org.suwen.vault.OldCopy;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;

/** The end of a patient in vault and caches, and the attempt to read him afterwards (I5). */
public final class Eraser {

    private static final String ROOT = "Patient";

    private final Vault vault;
    private final Gate gate;
    private final Cards cards;

    /** Erases in {@code vault} and in what {@code gate} and {@code cards} remember. */
    public Eraser(Vault vault, Gate gate, Cards cards) {
        this.vault = vault;
        this.gate = gate;
        this.cards = cards;
    }

    /** Whether the patient has a record here. */
    public boolean isThere(PatientId patient) {
        return vault.locate(ROOT, patient.toString()).isPresent();
    }

    /** What a backup made now would hold of the patient, sealed as it lies there; nothing when he is gone. */
    public Optional<byte[]> copyOf(PatientId patient) {
        return vault.locate(ROOT, patient.toString())
                .map(row -> vault.copyOf(row).encode());
    }

    /** Work while nobody writes about the patient. */
    public <T> T alone(PatientId patient, Supplier<T> work) {
        return cards.alone(patient, work);
    }

    /** Destroys keys, rows, index and documents, and what is remembered of the patient in this process; may be repeated. */
    public void purge(PatientId patient) {
        vault.purge(patient, Vault.LogKey.DESTROY);
        cards.forget(patient);
        gate.forget(patient);
    }

    /** Ends the epochs whose keys open copies made before. */
    public EpochRenewal renewEpoch() {
        return vault.renewEpoch();
    }

    /** Where the keys lay. */
    public KeyHome keyHome() {
        return vault.keyHome();
    }

    /** One way of reading that was tried. */
    public record Try(String way, boolean readable) {}

    /** Tries to read the patient: in the tables, by his keys, by the index, and in a copy from before. */
    public List<Try> tryToRead(PatientId patient, byte[] copy) {
        List<Try> tries = new ArrayList<>();
        tries.add(new Try("the record's row by its name", isThere(patient)));
        tries.add(new Try("the patient's keys in the key store", opens(() -> vault.keys(patient))));
        tries.add(new Try("the keys of the patient's ledger entries", opens(() -> vault.logKeys(patient))));
        tries.add(new Try("the classes of the patient's rows", opens(() -> vault.classes(patient))));
        tries.add(new Try("the patient card", opens(() -> cards.current(patient))));
        tries.add(new Try(
                "a copy of the database from before, with all keys of today", vault.opens(OldCopy.decode(copy))));
        return tries;
    }

    private static boolean opens(Supplier<?> attempt) {
        try {
            var unused = attempt.get();
            return true;
        } catch (ErasedException erased) {
            return false;
        }
    }
}
