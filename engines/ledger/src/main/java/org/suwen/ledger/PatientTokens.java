package org.suwen.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.suwen.ledger.store.LedgerStore;

/**
 * Finds a patient's entries by his tokens (D20).
 *
 * <p>The tokens of 1 to n are there and that of n+1 is not, and they point to rising entries. So n, and any place in the
 * list, is found by a search that asks for 16 tokens at a time: first doubling steps, then a 17-way split. Nobody
 * without the keys can count.
 */
final class PatientTokens {
    private static final int PROBES = 16;
    private static final long MAX_COUNT = 1L << 40;

    private final LedgerStore store;

    PatientTokens(LedgerStore store) {
        this.store = store;
    }

    /** How many entries the patient has. */
    long count(LogKeys keys) {
        return countUpTo(keys, Long.MAX_VALUE);
    }

    /** How many entries the patient has at or before the entry {@code bound}. */
    long countUpTo(LogKeys keys, long bound) {
        List<Long> probes = new ArrayList<>();
        for (long n = 1; n <= PROBES; n++) {
            probes.add(n);
        }
        for (long n = 2 * PROBES; n <= MAX_COUNT; n *= 4) {
            probes.add(n);
        }
        long low = 0;
        long high = MAX_COUNT;
        while (high - low > 1) {
            Map<ByteBuffer, Long> found =
                    store.tokens(probes.stream().map(keys::token).toList());
            for (long n : probes) {
                Long entry = found.get(ByteBuffer.wrap(keys.token(n)));
                if (entry != null && entry <= bound) {
                    low = Math.max(low, n);
                } else {
                    high = Math.min(high, n);
                }
            }
            probes = between(low, high);
        }
        return low;
    }

    private static List<Long> between(long low, long high) {
        List<Long> probes = new ArrayList<>();
        for (int i = 1; i <= PROBES; i++) {
            long probe = low + Math.max(i, (high - low) * i / (PROBES + 1));
            if (probe < high) {
                probes.add(probe);
            }
        }
        return probes;
    }

    /** The entries of the running numbers {@code first} to {@code last}, in that order. */
    List<Long> entries(LogKeys keys, long first, long last) {
        if (last < first) {
            return List.of();
        }
        List<byte[]> tokens = new ArrayList<>();
        for (long n = first; n <= last; n++) {
            tokens.add(keys.token(n));
        }
        Map<ByteBuffer, Long> found = store.tokens(tokens);
        List<Long> entries = new ArrayList<>();
        for (byte[] token : tokens) {
            Long entry = found.get(ByteBuffer.wrap(token));
            if (entry == null) {
                long position = entries.isEmpty() ? 0 : entries.getLast();
                throw new LedgerDamagedException(
                        position, "a token of a patient is missing among those that were there");
            }
            entries.add(entry);
        }
        return entries;
    }
}
