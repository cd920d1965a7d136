package org.suwen.decision;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from first moment, inclusive
 * @param until last moment, exclusive
 */
public record Span(Instant from, Instant until) {

    /** The first moment a card can write. */
    public static final Instant BEGINNING = Instant.EPOCH;

    /** The last moment a card can write. */
    public static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    /** All of time. */
    public static final Span ALWAYS = new Span(BEGINNING, END);

    public Span {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("a stretch of time ends before it starts");
        }
    }

    /** Whether the moment lies in it; outside what a card can write, {@link #ALWAYS} still holds. */
    public boolean contains(Instant at) {
        return (from.equals(BEGINNING) || !at.isBefore(from)) && (until.equals(END) || at.isBefore(until));
    }
}
