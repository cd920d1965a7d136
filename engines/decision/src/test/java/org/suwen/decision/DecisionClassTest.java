package org.suwen.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DecisionClassTest {

    @Test
    void comesBackAsItWas() {
        DecisionClass withUnit = TestRulebook.report();
        DecisionClass withoutUnit =
                new DecisionClass("Observation", withUnit.labels(), Optional.empty(), new Origin("医院", "DEVICE"));

        assertThat(DecisionClass.decode(withUnit.encode())).isEqualTo(withUnit);
        assertThat(DecisionClass.decode(withoutUnit.encode())).isEqualTo(withoutUnit);
    }

    @Test
    void refusesEveryCutAndEveryExtraByte() {
        byte[] bytes = TestRulebook.report().encode();

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> DecisionClass.decode(cut)).isInstanceOf(MalformedDecisionClassException.class);
        }
        assertThatThrownBy(() -> DecisionClass.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(MalformedDecisionClassException.class);
    }

    @Test
    void aFlippedBitIsRefusedOrAnotherClass() {
        DecisionClass original = TestRulebook.report();
        byte[] bytes = original.encode();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(DecisionClass.decode(flipped)).isNotEqualTo(original);
            } catch (MalformedDecisionClassException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    @Property
    void noiseIsRefused(@ForAll @Size(max = 64) byte[] noise) {
        assertThatThrownBy(() -> DecisionClass.decode(noise)).isInstanceOf(MalformedDecisionClassException.class);
    }
}
