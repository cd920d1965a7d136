package org.suwen.vault.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.suwen.vault.internal.Vectors.bytes;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HkdfTest {
    static Stream<List<String>> vectors() {
        return Vectors.read("hkdf_sha256.txt");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithWycheproof(List<String> vector) {
        int size = Integer.parseInt(vector.get(2));
        byte[] pseudorandom = Hkdf.extract(bytes(vector.get(4)), bytes(vector.get(3)));

        if (vector.get(1).equals("valid")) {
            assertThat(Hkdf.expand(pseudorandom, bytes(vector.get(5)), size)).isEqualTo(bytes(vector.get(6)));
        } else {
            assertThatThrownBy(() -> Hkdf.expand(pseudorandom, bytes(vector.get(5)), size))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void agreesWithTheThirdExampleOfRfc5869() {
        byte[] input = bytes("0b".repeat(22));

        byte[] pseudorandom = Hkdf.extract(new byte[0], input);
        byte[] output = Hkdf.expand(pseudorandom, new byte[0], 42);

        assertThat(pseudorandom).isEqualTo(bytes("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04"));
        assertThat(output)
                .isEqualTo(bytes(
                        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d" + "9d201395faa4b61a96c8"));
    }

    @Test
    void labelsGiveDifferentKeys() {
        SecretBytes key = SecretBytes.taking(new byte[32]);

        assertThat(Hkdf.derive(key, "data").getEncoded())
                .isEqualTo(Hkdf.derive(key, "data").getEncoded())
                .isNotEqualTo(Hkdf.derive(key, "index").getEncoded());
    }
}
