package org.suwen.decision;

/** A sentence in the two languages of the screens. */
public record Text(String zh, String en) {}
