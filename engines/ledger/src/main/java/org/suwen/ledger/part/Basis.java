package org.suwen.ledger.part;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a decision rested on, enough to replay it (I7).
 *
 * @param inputs digest of the decision's inputs, or empty
 * @param rulebook hash of the rulebook, or empty
 * @param consentVersion the patient's consent version; 0 when there is none
 * @param provision the consent's clause that was decisive, or empty
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in, compared by content
public record Basis(byte[] inputs, byte[] rulebook, long consentVersion, String provision) {
    /** The basis of an entry that no decision stands behind. */
    public static final Basis NONE = new Basis(new byte[0], new byte[0], 0, "");

    public Basis {
        inputs = inputs.clone();
        rulebook = rulebook.clone();
        if (consentVersion < 0) {
            throw new IllegalArgumentException("a consent version is not negative: `" + consentVersion + "`");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Basis that
                && consentVersion == that.consentVersion
                && provision.equals(that.provision)
                && Arrays.equals(inputs, that.inputs)
                && Arrays.equals(rulebook, that.rulebook);
    }

    @Override
    public int hashCode() {
        return Objects.hash(consentVersion, provision, Arrays.hashCode(inputs), Arrays.hashCode(rulebook));
    }
}
