package org.suwen.vault;

import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.suwen.vault.internal.SecretBytes;

/** A few keys that live and die together; zeroing waits for the operations that are using them. */
final class KeyRing {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<SecretBytes> keys;
    private boolean closed;

    KeyRing(SecretBytes... keys) {
        this.keys = List.of(keys);
    }

    /** The keys themselves, for whoever zeroes them when this ring can't be reached any more. */
    List<SecretBytes> keys() {
        return keys;
    }

    /** The result of work with the key at this place. */
    <T> T use(int place, Function<SecretBytes, T> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new KeysForgottenException();
            }
            return work.apply(keys.get(place));
        } finally {
            lock.readLock().unlock();
            Reference.reachabilityFence(this);
        }
    }

    /** Zeroes the keys; later uses throw {@link KeysForgottenException}. */
    void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            keys.forEach(SecretBytes::destroy);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
