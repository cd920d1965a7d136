package org.suwen.vault.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EnvelopePropertyTest {
    private final SecureRandom random = new SecureRandom();

    @Property
    void opensToWhatWasSealed(
            @ForAll @Size(max = 9000) byte[] plain,
            @ForAll @Size(max = 100) byte[] associated,
            @ForAll int epoch,
            @ForAll Suite suite)
            throws BrokenSealException {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        SecretBytes key = SecretBytes.taking(bytes);
        Envelope envelope = new Envelope(suite, random);

        byte[] sealed = envelope.seal(key, epoch, associated, plain);

        assertThat(envelope.open(key, associated, sealed)).isEqualTo(plain);
        assertThat(Envelope.unverifiedEpoch(sealed)).isEqualTo(epoch);
    }

    @Property
    void lengthsFallIntoSizeClasses(@ForAll @IntRange(max = 100_000) int length) {
        int padded = Padding.paddedLength(length);

        assertThat(padded).isGreaterThanOrEqualTo(length + 4);
        assertThat(padded % (padded <= 4096 ? 256 : 1024)).isZero();
        assertThat(padded - length - 4).isLessThan(padded <= 4096 ? 256 : 1024);
    }

    @Property
    void joinedFieldsAreEqualOnlyWhenTheFieldsAre(
            @ForAll @Size(max = 6) byte[] one,
            @ForAll @Size(max = 6) byte[] other,
            @ForAll @Size(max = 6) byte[] third) {
        boolean moved = java.util.Arrays.equals(Fields.join(one, other), Fields.join(third, other));

        assertThat(moved).isEqualTo(java.util.Arrays.equals(one, third));
        assertThat(Fields.join(one, other)).isNotEqualTo(Fields.join(one, other, new byte[0]));
    }
}
