package org.suwen.decision.condition;

import java.time.Duration;
import java.util.List;

/** A condition as it was written. */
sealed interface Expression {

    /** Where it begins. */
    Place place();

    record Or(Place place, Expression left, Expression right) implements Expression {}

    record And(Place place, Expression left, Expression right) implements Expression {}

    record Not(Place place, Expression inner) implements Expression {}

    record Compare(Place place, Operator operator, Expression left, Expression right) implements Expression {}

    record Has(Place place, Attribute attribute) implements Expression {}

    record Read(Place place, Attribute attribute) implements Expression {}

    record Param(Place place, String name, Type type) implements Expression {}

    record Bool(Place place, boolean value) implements Expression {}

    record Whole(Place place, long value) implements Expression {}

    record Span(Place place, Duration value) implements Expression {}

    record Word(Place place, String value) implements Expression {}

    record Words(Place place, List<Word> values) implements Expression {
        public Words {
            values = List.copyOf(values);
        }
    }
}
