package org.suwen.decision.condition;

/**
 * Where one attribute's value stands in {@link Values}, so that writing it looks nothing up.
 *
 * <p>Kept in a constant, all of it is known when the code that writes is compiled.
 *
 * @param word the word its bits stand in
 * @param shift where in the word they begin
 * @param present the bit that says it is there, in place
 * @param others the bits of the word that are other attributes'
 * @param slot its place among the numbers or the objects; -1 when it has bits only
 */
public record Seat(int word, int shift, long present, long others, int slot) {}
