package org.suwen.ledger;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A draft on its way: sealed by the caller's thread, waiting for its index and answer. */
final class Pending {
    private final Draft draft;
    private final byte[] bytes;
    private final long countHint;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<Receipt> answer = new CompletableFuture<>();

    /**
     * A draft as an entry without token.
     *
     * @param bytes owned by this object from now on
     * @param countHint how many entries the patient had at least
     */
    Pending(Draft draft, byte[] bytes, long countHint) {
        this.draft = draft;
        this.bytes = bytes;
        this.countHint = countHint;
    }

    /** What ends an idle sequencer's wait; it is claimed already and never becomes an entry. */
    static Pending wake() {
        Draft nothing = new Draft(EntryType.SYSTEM, new UUID(0, 0), new byte[0], new byte[0], Optional.empty());
        Pending wake = new Pending(nothing, new byte[0], 0);
        wake.claimed.set(true);
        return wake;
    }

    /** The same draft for another attempt, when this one is over. */
    Pending again() {
        byte[] copy = bytes.clone();
        Arrays.fill(copy, Entry.TOKEN_AT, Entry.TOKEN_AT + Entry.TOKEN_BYTES, (byte) 0);
        return new Pending(draft, copy, countHint);
    }

    /** Whether these bytes are this draft as an entry, whatever its token. */
    boolean isEntry(byte[] entry) {
        int after = Entry.TOKEN_AT + Entry.TOKEN_BYTES;
        return Arrays.equals(bytes, 0, Entry.TOKEN_AT, entry, 0, Entry.TOKEN_AT)
                && Arrays.equals(bytes, after, bytes.length, entry, after, entry.length);
    }

    /** The entry's bytes, without a token until it is taken into a batch. */
    byte[] bytes() {
        return bytes;
    }

    Draft draft() {
        return draft;
    }

    UUID request() {
        return draft.request();
    }

    long countHint() {
        return countHint;
    }

    /** The entry's bytes with this token. */
    byte[] bytesWith(byte[] token) {
        System.arraycopy(token, 0, bytes, Entry.TOKEN_AT, Entry.TOKEN_BYTES);
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    /**
     * Decides who has the draft: the sequencer takes it, or its caller takes it back. Only the first call succeeds.
     */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    void answer(Receipt receipt) {
        answer.complete(receipt);
    }

    void refuse(RuntimeException why) {
        answer.completeExceptionally(why);
    }

    CompletableFuture<Receipt> future() {
        return answer;
    }
}
