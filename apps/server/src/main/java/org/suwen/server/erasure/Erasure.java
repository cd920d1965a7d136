package org.suwen.server.erasure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.suwen.server.access.Eraser;

/**
 * One erasure from the wish to the proof, as it is kept sealed in the directory.
 *
 * @param id also the request id of its first entry in the ledger
 * @param reason why, in the asker's words; no content of the record
 * @param second who confirmed, and when
 * @param copy what a backup made before would hold, kept sealed until the attempt to read it has failed
 * @param began index of the entry from which on the patient is to be gone, in every restored copy too
 * @param cleared what was removed beside the vault
 * @param proof the certificate, once it is issued
 */
@SuppressWarnings("ArrayRecordComponent") // sealed bytes, handed on and never compared
public record Erasure(
        String id,
        String patient,
        State state,
        Signed first,
        String reason,
        Optional<Signed> second,
        byte[] copy,
        long began,
        List<Cleared> cleared,
        Optional<Proof> proof) {

    /** How long a wish waits for the second person. */
    static final Duration WISH_LASTS = Duration.ofHours(24);

    /** How far it is. */
    public enum State {
        /** One person asked; nothing is done. */
        ASKED,
        /** Two persons agreed; what is under way is finished after a crash. */
        BEGUN,
        /** Keys, rows and index are gone from the tables; copies from before may still open. */
        ERASED,
        /** No copy opens, the attempt to read failed, the certificate is issued. */
        CERTIFIED
    }

    /** Who, and when. */
    public record Signed(String account, Instant at) {}

    /** How much was removed from a place. */
    public record Cleared(String place, int count) {}

    /**
     * What an erasure ends with.
     *
     * @param certificate the certificate's JSON, byte for byte as hashed
     * @param note the signed note over it
     * @param entry index of the entry that vouches for both
     */
    public record Proof(String certificate, String note, long entry) {}

    /** Copies the list. */
    public Erasure {
        cleared = List.copyOf(cleared);
    }

    static Erasure asked(String id, String patient, Signed first, String reason) {
        return new Erasure(
                id,
                patient,
                State.ASKED,
                first,
                reason,
                Optional.empty(),
                new byte[0],
                -1,
                List.of(),
                Optional.empty());
    }

    Erasure begun(Signed by, byte[] old) {
        return new Erasure(
                id, patient, State.BEGUN, first, reason, Optional.of(by), old, -1, List.of(), Optional.empty());
    }

    Erasure erased(long entry, List<Cleared> removed) {
        return new Erasure(id, patient, State.ERASED, first, reason, second, copy, entry, removed, Optional.empty());
    }

    /** The copy goes with the proof: it has served. */
    Erasure certified(Proof by) {
        return new Erasure(
                id, patient, State.CERTIFIED, first, reason, second, new byte[0], began, cleared, Optional.of(by));
    }

    boolean waitsAt(Instant now) {
        return state == State.ASKED && now.isBefore(first.at().plus(WISH_LASTS));
    }

    /** What was tried and how it ended, for the certificate. */
    record Tried(List<Eraser.Try> tries) {
        boolean nothingReadable() {
            return tries.stream().noneMatch(Eraser.Try::readable);
        }
    }
}
