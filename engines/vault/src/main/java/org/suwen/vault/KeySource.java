package org.suwen.vault;

/**
 * Holds the root key, and further wrapping keys that can be destroyed one by one; none of them ever leaves it (STO-24).
 *
 * <p>Guarantees of an implementation: a wrapped key opens only under the same key of the same source and the same context;
 * after {@link #destroy} has returned this source opens nothing that was wrapped under that key. Not guaranteed: that keys
 * can't be copied from outside; that depends on where they lie, which {@link #custody} says. Methods throw
 * {@link KeySourceException} when the source can't be used at the moment, and never take that for the absence of a key.
 */
public interface KeySource {
    /** Which root key this is, led by its kind, such as {@code file:1f…}; kept beside what it wraps. */
    String id();

    /** Where the keys lie, and so what a certificate of their destruction can't exclude (D12). */
    Custody custody();

    /** Wraps a key, bound to a context that the caller repeats when unwrapping. */
    byte[] wrap(byte[] key, byte[] context);

    /** Unwraps what {@link #wrap} gave for the same context; throws {@link KeySourceException} otherwise. */
    byte[] unwrap(byte[] wrapped, byte[] context);

    /** Makes a wrapping key of this name, durably; small letters, digits and hyphens, not used before. */
    void make(String name);

    /** Whether there is a wrapping key of this name. */
    boolean holds(String name);

    /** As {@link #wrap(byte[], byte[])}, under the wrapping key of this name. */
    byte[] wrapUnder(String name, byte[] key, byte[] context);

    /** As {@link #unwrap(byte[], byte[])}, under the wrapping key of this name. */
    byte[] unwrapUnder(String name, byte[] wrapped, byte[] context);

    /** Destroys the wrapping key of this name inside the source; does nothing when there is none. */
    void destroy(String name);
}
