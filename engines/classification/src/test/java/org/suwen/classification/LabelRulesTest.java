package org.suwen.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelRulesTest {
    @Test
    void aSetOfSevenOrNineDiseaseClassesIsRefused() {
        for (int count : new int[] {0, 7, 9}) {
            assertThatThrownBy(() -> TestRules.with(TestRules.diseases(count), List.of()))
                    .isInstanceOf(InvalidLabelRulesException.class)
                    .hasMessageContaining("exactly 8");
        }
    }

    @Test
    void aRuleForAnUndeclaredDiseaseClassIsRefused() {
        List<DiseaseClass> renamed = new ArrayList<>(TestRules.diseases(8));
        renamed.set(0, new DiseaseClass("OTHER", "其他", "other"));

        assertThatThrownBy(() -> TestRules.with(renamed, TestRules.codeRules()))
                .isInstanceOf(InvalidLabelRulesException.class)
                .hasMessageContaining("`TUMOUR`");
    }

    @Test
    void theVersionDependsOnTheContentAndNotOnTheOrder() {
        List<CodeRule> reversed = new ArrayList<>(TestRules.codeRules());
        Collections.reverse(reversed);

        assertThat(TestRules.with(TestRules.diseases(8), reversed).version())
                .isEqualTo(TestRules.rules().version());
        assertThat(TestRules.with(TestRules.diseases(8), reversed.subList(1, 6)).version())
                .isNotEqualTo(TestRules.rules().version());
    }

    @Test
    void elementsOfAKindFollowThoseOfEveryKind() {
        Elements elements = new Elements(TestRules.rules());

        assertThat(elements.of("Condition")).extracting(ElementRule::path).containsExactly("status", "code");
        assertThat(elements.of("Anything")).extracting(ElementRule::path).containsExactly("status");
    }
}
