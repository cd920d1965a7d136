package org.suwen.vault.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.suwen.vault.internal.Vectors.bytes;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AesGcmTest {
    static Stream<List<String>> vectors() {
        return Vectors.read("aes_256_gcm.txt");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithWycheproof(List<String> vector) throws BrokenSealException {
        SecretBytes key = SecretBytes.taking(bytes(vector.get(2)));
        byte[] nonce = bytes(vector.get(3));
        byte[] associated = bytes(vector.get(4));
        byte[] plain = bytes(vector.get(5));
        byte[] text = bytes(vector.get(6));
        byte[] tag = bytes(vector.get(7));
        byte[] sealed =
                ByteBuffer.allocate(text.length + tag.length).put(text).put(tag).array();

        if (vector.get(1).equals("valid")) {
            assertThat(AesGcm.encrypt(key, nonce, plain, associated)).isEqualTo(sealed);
            assertThat(AesGcm.decrypt(key, nonce, sealed, associated)).isEqualTo(plain);
        } else {
            assertThatThrownBy(() -> AesGcm.decrypt(key, nonce, sealed, associated))
                    .isInstanceOf(BrokenSealException.class);
        }
    }
}
