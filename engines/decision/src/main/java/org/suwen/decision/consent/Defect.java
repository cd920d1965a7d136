package org.suwen.decision.consent;

import org.suwen.decision.Text;

/**
 * Why a consent is not taken.
 *
 * @param rule catalogue id
 * @param element the part of the submission, for instance {@code signing.guardian.proof}
 * @param text what is wrong and what to do
 */
public record Defect(String rule, String element, Text text) {

    /** A defect with its text in both languages. */
    public static Defect of(String rule, String element, String zh, String en) {
        return new Defect(rule, element, new Text(zh, en));
    }
}
