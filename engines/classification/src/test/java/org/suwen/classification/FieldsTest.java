package org.suwen.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static final Fields FIELDS = new Fields(TestRules.with(new FieldRules(
            List.of(
                    field("voiceprint", "声纹", Category.PERSONAL_ATTRIBUTE, Set.of(Flag.BIOMETRIC)),
                    field("sex", "性别", Category.PERSONAL_ATTRIBUTE, Set.of()),
                    field("history", "既往病史", Category.HEALTH_STATUS, Set.of(Flag.INFECTIOUS)),
                    field("beds", "床位数", Category.HEALTH_RESOURCE, Set.of())),
            14)));

    private static Field field(String id, String zh, Category category, Set<Flag> flags) {
        return new Field(id, zh, "the " + id, category, "GROUP", 3, flags, false, List.of("Patient." + id));
    }

    private static Labels labels(String name, int age) {
        return FIELDS.label(name, age < 0 ? OptionalInt.empty() : OptionalInt.of(age))
                .labels();
    }

    @Test
    void sensitiveFollowsFromCategoryTraitAndAge() {
        assertThat(labels("voiceprint", -1).has(Flag.SENSITIVE)).isTrue();
        assertThat(labels("history", -1).has(Flag.SENSITIVE)).isTrue();
        assertThat(labels("sex", -1).has(Flag.SENSITIVE)).isFalse();
        assertThat(labels("sex", 13).has(Flag.SENSITIVE)).isTrue();
        assertThat(labels("sex", 14).has(Flag.SENSITIVE)).isFalse();
        assertThat(labels("beds", 3).has(Flag.SENSITIVE)).isFalse();
        assertThat(labels("beds", 3).has(Flag.PERSONAL_INFORMATION)).isFalse();
    }

    @Test
    void whatLeadsToDiscriminationIsGradeFive() {
        assertThat(labels("history", -1).grade()).isEqualTo(5);
        assertThat(labels("history", -1).has(Flag.SPECIAL_ATTENTION)).isTrue();
    }

    @Test
    void fieldIsFoundByEachOfItsNamesAndElements() {
        assertThat(FIELDS.find("声纹")).isPresent();
        assertThat(FIELDS.find(" Voiceprint ")).isPresent();
        assertThat(FIELDS.find("the voiceprint")).isPresent();
        assertThat(FIELDS.ofElement("Patient.sex")).extracting(Field::id).containsExactly("sex");
        assertThat(FIELDS.ofElement("Patient.other")).isEmpty();
        assertThat(FIELDS.all()).hasSize(4);
    }

    @Test
    void unknownFieldIsStrictest() {
        assertThat(labels("shoe size", -1)).isEqualTo(Labels.strictest());
        assertThat(FIELDS.label("shoe size", OptionalInt.empty()).evidence())
                .extracting(Evidence::ruleId)
                .containsExactly("unknown-field");
    }

    @Test
    void dictionaryThatDoesNotHoldTogetherIsRefused() {
        assertThatThrownBy(() -> new FieldRules(List.of(), 19)).isInstanceOf(InvalidLabelRulesException.class);
        assertThatThrownBy(() -> field("", "声纹", Category.HEALTH_STATUS, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        Field sex = field("sex", "性别", Category.PERSONAL_ATTRIBUTE, Set.of());
        assertThatThrownBy(() -> TestRules.with(new FieldRules(List.of(sex, sex), 14)))
                .hasMessageContaining("stands twice");
    }
}
