package org.suwen.server.wiring;

/** Something that {@link Rounds} does at each round; a setup offers it as a bean. */
record RoundTask(String name, Runnable work) {}
