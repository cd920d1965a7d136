package org.suwen.vault;

/**
 * Holds the root key and wraps the keys below it; the root key itself never leaves it (STO-24).
 *
 * <p>Guarantees of an implementation: a wrapped key opens only under the same root key and the same context. Not guaranteed:
 * that the root key can't be copied; that depends on where it lies, and {@link #id} says where.
 */
public interface KeySource {
    /** Which root key this is, led by its kind, such as {@code file:1f…}; kept beside what it wraps. */
    String id();

    /** Wraps a key, bound to a context that the caller repeats when unwrapping. */
    byte[] wrap(byte[] key, byte[] context);

    /** Unwraps what {@link #wrap} gave for the same context; throws {@link KeySourceException} otherwise. */
    byte[] unwrap(byte[] wrapped, byte[] context);
}
