package org.suwen.ledger.part;

import java.util.Arrays;
import java.util.Objects;

/**
 * What was asked for. An empty text means that there is none.
 *
 * @param writeIntent the hash of the new versions of a write (D16), or empty
 * @param reference free: the study, statement or grant it hangs on
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in, compared by content
public record Act(String operation, String purpose, byte[] writeIntent, String reference) {
    public Act {
        writeIntent = writeIntent.clone();
    }

    /** An act that writes nothing. */
    public static Act of(String operation, String purpose) {
        return new Act(operation, purpose, new byte[0], "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Act that
                && operation.equals(that.operation)
                && purpose.equals(that.purpose)
                && reference.equals(that.reference)
                && Arrays.equals(writeIntent, that.writeIntent);
    }

    @Override
    public int hashCode() {
        return Objects.hash(operation, purpose, reference, Arrays.hashCode(writeIntent));
    }
}
