package org.suwen.decision;

/** What a patient answered; nothing is preset (AGR-10). */
public enum Choice {
    NONE,
    AGREE,
    DISAGREE
}
