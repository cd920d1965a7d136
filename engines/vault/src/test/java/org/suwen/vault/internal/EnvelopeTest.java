package org.suwen.vault.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvelopeTest {
    private static final byte[] PLAIN = Fields.of("a plain text");
    private static final byte[] ASSOCIATED = Fields.of("where it belongs");

    private final SecureRandom random = new SecureRandom();
    private final SecretBytes key = key();

    private SecretBytes key() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return SecretBytes.taking(bytes);
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryFlippedBit(Suite suite) {
        Envelope envelope = new Envelope(suite, random);
        byte[] sealed = envelope.seal(key, 7, ASSOCIATED, PLAIN);

        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            assertThatThrownBy(() -> envelope.open(key, ASSOCIATED, flipped))
                    .as("bit %s", bit)
                    .isInstanceOf(BrokenSealException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryCutEndAndALongerOne(Suite suite) {
        Envelope envelope = new Envelope(suite, random);
        byte[] sealed = envelope.seal(key, 7, ASSOCIATED, PLAIN);

        for (int length = 0; length <= sealed.length + 1; length++) {
            if (length != sealed.length) {
                byte[] cut = Arrays.copyOf(sealed, length);
                assertThatThrownBy(() -> envelope.open(key, ASSOCIATED, cut)).isInstanceOf(BrokenSealException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnotherKeyAnotherPlaceAndAnotherSuite(Suite suite) {
        Envelope envelope = new Envelope(suite, random);
        Envelope other = new Envelope(suite == Suite.EXACT ? Suite.PADDED : Suite.EXACT, random);
        byte[] sealed = envelope.seal(key, 7, ASSOCIATED, PLAIN);

        assertThatThrownBy(() -> envelope.open(key(), ASSOCIATED, sealed)).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> envelope.open(key, Fields.of("elsewhere"), sealed))
                .isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> other.open(key, ASSOCIATED, sealed)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void refusesAnAuthenticPlaintextWhosePaddingIsNotCanonical() {
        Envelope exact = new Envelope(Suite.EXACT, random);
        byte[] padded = Padding.pad(PLAIN);
        padded[padded.length - 1] = 1;

        assertThatThrownBy(() -> Padding.strip(padded)).hasMessageContaining("other than zeros");
        assertThatThrownBy(() -> Padding.strip(new byte[512])).hasMessageContaining("size class");
        assertThatThrownBy(() -> Padding.strip(new byte[3])).hasMessageContaining("shorter");
        assertThat(exact.seal(key, 1, ASSOCIATED, PLAIN)).hasSize(PLAIN.length + Envelope.OVERHEAD);
    }

    @Test
    void namesItsEpochAndNeverRepeatsANonce() throws BrokenSealException {
        Envelope envelope = new Envelope(Suite.PADDED, random);
        Set<String> nonces = new HashSet<>();

        for (int i = 0; i < 1000; i++) {
            byte[] sealed = envelope.seal(key, 7, ASSOCIATED, PLAIN);
            assertThat(Envelope.unverifiedEpoch(sealed)).isEqualTo(7);
            nonces.add(Arrays.toString(Arrays.copyOfRange(sealed, 6, 18)));
        }

        assertThat(nonces).hasSize(1000);
    }

    @Test
    void refusesWhatIsTooLong() {
        Envelope envelope = new Envelope(Suite.PADDED, random);

        assertThatThrownBy(() -> envelope.seal(key, 1, ASSOCIATED, new byte[Envelope.MAX_PLAIN + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNothingWithADestroyedKey() {
        key.destroy();

        assertThatThrownBy(() -> new Envelope(Suite.EXACT, random).seal(key, 1, ASSOCIATED, PLAIN))
                .isInstanceOf(IllegalStateException.class);
    }
}
