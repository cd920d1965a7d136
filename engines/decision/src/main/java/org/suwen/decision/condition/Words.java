package org.suwen.decision.condition;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;

/** A free set of few words that is looked through without making an iterator; can't be changed. */
public final class Words extends AbstractSet<String> {

    private final String[] words;

    /** A set of these words. */
    public Words(Collection<String> words) {
        this.words = words.stream().distinct().sorted().toArray(String[]::new);
    }

    String get(int place) {
        return words[place];
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.asList(words).iterator();
    }

    @Override
    public int size() {
        return words.length;
    }
}
