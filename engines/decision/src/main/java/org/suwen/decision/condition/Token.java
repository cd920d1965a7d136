package org.suwen.decision.condition;

/** A piece of a condition's text. */
record Token(Kind kind, String text, Place place) {

    enum Kind {
        NAME,
        STRING,
        NUMBER,
        DURATION,
        SYMBOL,
        END
    }

    boolean is(String symbolOrName) {
        return kind != Kind.STRING && text.equals(symbolOrName);
    }
}
