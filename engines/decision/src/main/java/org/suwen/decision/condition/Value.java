package org.suwen.decision.condition;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The value of a named parameter. */
public sealed interface Value {

    /** Its type. */
    Type type();

    /** A yes or no. */
    record Flag(boolean value) implements Value {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** A whole number. */
    record Whole(long value) implements Value {
        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /** A stretch of time. */
    record Span(Duration value) implements Value {
        @Override
        public Type type() {
            return Type.DURATION;
        }
    }

    /** One word. */
    record Word(String value) implements Value {
        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    /** Some words. */
    record Words(SortedSet<String> values) implements Value {
        public Words {
            values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
        }

        @Override
        public Type type() {
            return Type.SET;
        }
    }

    /** Ranges of addresses. */
    record Networks(List<Network> values) implements Value {
        public Networks {
            values = List.copyOf(values);
        }

        @Override
        public Type type() {
            return Type.NETWORKS;
        }
    }
}
