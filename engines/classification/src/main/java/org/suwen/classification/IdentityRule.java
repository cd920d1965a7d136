package org.suwen.classification;

import java.util.List;
import java.util.Map;

/**
 * Which codes give a patient a special identity, and for how long (DOC-09, DOC-20).
 *
 * @param id the rule's id
 * @param tag the identity
 * @param codes codes by the name of their vocabulary
 * @param daysBefore days before the coded event from which the identity holds
 * @param maxDays longest time from the event on when no end is recorded; 0 for no limit
 * @param daysAfter days that it goes on after the end
 */
public record IdentityRule(
        String id, IdentityTag tag, Map<String, List<CodeRange>> codes, int daysBefore, int maxDays, int daysAfter) {
    /** The longest time that any part of an identity rule may name, about 100 years in days. */
    public static final int MAX_DAYS = 36_600;

    public IdentityRule {
        codes = CodeRule.copy(codes);
        for (int days : new int[] {daysBefore, maxDays, daysAfter}) {
            if (days < 0 || days > MAX_DAYS) {
                throw new IllegalArgumentException("days of an identity rule are 0 to " + MAX_DAYS + ", not " + days);
            }
        }
    }
}
