package org.suwen.fhir.search;

/** One alternative of a criterion: whether a value of a resource meets it. */
@FunctionalInterface
interface Operand {
    boolean meets(IndexValue value);
}
