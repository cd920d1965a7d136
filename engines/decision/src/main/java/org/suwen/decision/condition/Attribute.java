package org.suwen.decision.condition;

/**
 * One thing a condition may ask for.
 *
 * @param name as it is written, for instance {@code actor.role}
 * @param type its type
 * @param index where its value stands in {@link Values}
 * @param optional whether it can be absent; a condition asks {@code has} first
 */
public record Attribute(String name, Type type, int index, boolean optional) {}
