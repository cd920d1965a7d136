package org.suwen.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitiesTest {
    @ParameterizedTest
    @CsvSource({
        "PHONE, +86 138-0013-8000, 13800138000",
        "PHONE, 0086 138 0013 8000, 13800138000",
        "PHONE, １３８００１３８０００, 13800138000",
        "ID_NUMBER, 11010519491231002x, 11010519491231002X",
        "ID_NUMBER, 110105 19491231 002Ｘ, 11010519491231002X",
        "NAME, 王\u3000小 明, 王小明",
        "NAME, Smith-Jones, SMITH-JONES",
        "RECORD_NUMBER, A\u200B-0012, A0012"
    })
    void spellsEqualValuesAlike(String kind, String value, String normal) {
        assertThat(Identities.normalise(kind, value)).isEqualTo(normal);
        assertThat(Identities.normalise(kind, normal)).isEqualTo(normal);
    }

    @Test
    void refusesEmptyAndEndlessValuesWithoutRepeatingThem() {
        assertThatThrownBy(() -> Identities.normalise(Identities.PHONE, " - "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PHONE");
        assertThatThrownBy(() -> Identities.normalise(Identities.NAME, "王".repeat(600)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("王");
    }
}
