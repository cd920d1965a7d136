package org.suwen.classification;

/** Bytes that are not the encoded form of labels. Whoever stored them must label the item anew. */
public final class MalformedLabelsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedLabelsException(String message) {
        super(message);
    }

    /** The stable code of this failure. */
    public String code() {
        return "MALFORMED_LABELS";
    }
}
