package org.suwen.ledger.tokens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Merges sorted chunks of several runs into sorted chunks of one, holding one chunk of each. */
final class Merge implements Iterator<SortedTokens> {
    private static final class Head {
        private final Iterator<SortedTokens> rest;
        private SortedTokens chunk;
        private int at;
        private byte[] token;

        Head(Iterator<SortedTokens> run) {
            this.rest = run;
            this.chunk = run.next();
            this.token = chunk.token(0);
        }

        /** False when the run has ended. */
        boolean advance() {
            at++;
            if (at == chunk.count()) {
                if (!rest.hasNext()) {
                    return false;
                }
                chunk = rest.next();
                at = 0;
            }
            token = chunk.token(at);
            return true;
        }
    }

    private final PriorityQueue<Head> heads =
            new PriorityQueue<>(Comparator.comparing(head -> head.token, Arrays::compareUnsigned));

    Merge(List<Iterator<SortedTokens>> runs) {
        List<Head> first = new ArrayList<>();
        for (Iterator<SortedTokens> run : runs) {
            if (run.hasNext()) {
                first.add(new Head(run));
            }
        }
        heads.addAll(first);
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public SortedTokens next() {
        if (heads.isEmpty()) {
            throw new NoSuchElementException();
        }
        byte[] packed = new byte[TokenRuns.CHUNK * SortedTokens.BYTES];
        int count = 0;
        while (count < TokenRuns.CHUNK && !heads.isEmpty()) {
            Head least = heads.remove();
            System.arraycopy(least.token, 0, packed, count * SortedTokens.BYTES, SortedTokens.BYTES);
            count++;
            if (least.advance()) {
                heads.add(least);
            }
        }
        return SortedTokens.sorted(Arrays.copyOf(packed, count * SortedTokens.BYTES));
    }
}
