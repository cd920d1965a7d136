package org.suwen.vault;

import java.util.Objects;

/**
 * A decision class that some row of a patient has or had.
 *
 * @param token its token within this patient
 * @param decisionClass the encoded class
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record ClassEntry(Token token, byte[] decisionClass) {
    /** Copies the bytes. */
    public ClassEntry {
        Objects.requireNonNull(token, "token");
        decisionClass = decisionClass.clone();
    }

    /** A copy of the encoded class. */
    @Override
    public byte[] decisionClass() {
        return decisionClass.clone();
    }
}
