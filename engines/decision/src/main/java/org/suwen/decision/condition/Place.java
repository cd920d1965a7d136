package org.suwen.decision.condition;

/** A place inside a condition's text, counted from 1, and the offset it stands at, counted from 0. */
record Place(int line, int column, int offset) {}
