package org.suwen.ledger.verify;

/** A sentence in both languages of the product. */
public record Said(String en, String zh) {
    /** A sentence for administrators, which is not translated. */
    public static Said english(String en) {
        return new Said(en, en);
    }
}
