package org.suwen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodesTest {
    private static final byte[] RFC_KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET = OneTimeCodes.encode(RFC_KEY);

    /** RFC 6238, Appendix B, the SHA-1 rows. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void givesTheCodesOfTheStandard(long seconds, String code) {
        long step = OneTimeCodes.step(Instant.ofEpochSecond(seconds));

        assertThat(OneTimeCodes.code(RFC_KEY, step, 8)).isEqualTo(code);
        assertThat(OneTimeCodes.code(SECRET, step)).isEqualTo(code.substring(2));
    }

    /** RFC 4648, section 10, without padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void writesAndReadsBase32(String plain, String encoded) {
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);

        assertThat(OneTimeCodes.encode(bytes)).isEqualTo(encoded);
        assertThat(OneTimeCodes.decode(encoded)).isEqualTo(bytes);
    }

    @Test
    void takesACodeOneStepEarlyOrLateAndNoFurther() {
        Instant now = Instant.parse("2026-11-20T01:00:10Z");
        long step = OneTimeCodes.step(now);

        assertThat(OneTimeCodes.match(SECRET, OneTimeCodes.code(SECRET, step - 1), now))
                .hasValue(step - 1);
        assertThat(OneTimeCodes.match(SECRET, OneTimeCodes.code(SECRET, step), now))
                .hasValue(step);
        assertThat(OneTimeCodes.match(SECRET, OneTimeCodes.code(SECRET, step + 1), now))
                .hasValue(step + 1);
        assertThat(OneTimeCodes.match(SECRET, OneTimeCodes.code(SECRET, step - 2), now))
                .isEqualTo(OptionalLong.empty());
        assertThat(OneTimeCodes.match(SECRET, OneTimeCodes.code(SECRET, step + 2), now))
                .isEqualTo(OptionalLong.empty());
    }

    @Test
    void refusesWhatIsNoCode() {
        Instant now = Instant.parse("2026-11-20T01:00:10Z");

        assertThat(OneTimeCodes.match(SECRET, "", now)).isEmpty();
        assertThat(OneTimeCodes.match(SECRET, "12345", now)).isEmpty();
        assertThat(OneTimeCodes.match(SECRET, "１２３４５６", now)).isEmpty();
    }

    @Test
    void refusesASecretThatIsNotBase32() {
        assertThatThrownBy(() -> OneTimeCodes.code("abc!", 1)).hasMessageContaining("Base32");
    }
}
