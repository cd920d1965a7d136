package org.suwen.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.suwen.classification.TestRules.ICD;
import static org.suwen.classification.TestRules.LOINC;
import static org.suwen.classification.TestRules.item;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LabellerTest {
    private final Labeller labeller = new Labeller(TestRules.rules());

    @Test
    void anUnknownKindIsStrictest() {
        Labels labels = label(item("Spaceship", ICD, "J18.9"));

        assertThat(labels).isEqualTo(Labels.strictest());
    }

    @Test
    void anUnknownKindStillTellsItsDiseases() {
        assertThat(label(item("Spaceship", ICD, "C16.9")).specialDiseases()).containsExactly("TUMOUR");
    }

    @Test
    void anUnknownCodeIsStrictestAndSaysWhere() {
        Labelling labelling = labeller.label(item("Observation", LOINC, "1-1"));

        assertThat(labelling.labels().grade()).isEqualTo(5);
        assertThat(labelling.labels().level()).isEqualTo(Level.AUTHORISED);
        assertThat(labelling.labels().flags()).contains(Flag.UNKNOWN_CODE, Flag.HIDDEN_ONLINE);
        assertThat(labelling.evidence())
                .contains(new Evidence("flag:UNKNOWN_CODE", "unknown-code", "code.coding", "1-1"));
    }

    @Test
    void aCodeOfAnUnknownSystemIsUnknown() {
        assertThat(label(item("Observation", "urn:nobody", "718-7")).has(Flag.UNKNOWN_CODE))
                .isTrue();
    }

    @Test
    void anItemWithoutTheCodeItsKindNeedsCountsAsUnknown() {
        assertThat(label(item("Condition")).has(Flag.UNKNOWN_CODE)).isTrue();
        assertThat(label(item("Organization")).has(Flag.UNKNOWN_CODE)).isFalse();
    }

    @Test
    void oneUnknownCodeBesideAKnownOneIsEnough() {
        assertThat(label(item("Observation", LOINC, "718-7", LOINC, "1-1")).has(Flag.UNKNOWN_CODE))
                .isTrue();
    }

    @Test
    void aRangeOfIcdCoversItsBothEndsAndTheirSubcodes() {
        assertThat(label(item("Condition", ICD, "C00")).special()).isTrue();
        assertThat(label(item("Condition", ICD, "C97.x00")).special()).isTrue();
        assertThat(label(item("Condition", ICD, "c16.900x002")).special()).isTrue();
        assertThat(label(item("Condition", ICD, "B99.9")).special()).isFalse();
        assertThat(label(item("Condition", ICD, "D00.0")).special()).isFalse();
        assertThat(label(item("Condition", ICD, "C")).has(Flag.UNKNOWN_CODE)).isTrue();
        assertThat(label(item("Condition", ICD, "C16/9")).has(Flag.UNKNOWN_CODE))
                .isTrue();
    }

    @Test
    void endsOfUnequalLengthAreComparedByTheirBeginnings() {
        CodeRange range = new CodeRange("D66", "D68.2");

        assertThat(range.containsBeginningOf("D66")).isTrue();
        assertThat(range.containsBeginningOf("D67.9")).isTrue();
        assertThat(range.containsBeginningOf("D68.200")).isTrue();
        assertThat(range.containsBeginningOf("D68")).isFalse();
        assertThat(range.containsBeginningOf("D68.3")).isFalse();
        assertThat(CodeRange.of("K29.2").containsBeginningOf("K29")).isFalse();
    }

    @Test
    void aSpecialDiseaseIsGradeFiveAndAuthorisedWithEvidence() {
        Labelling labelling = labeller.label(item("Condition", ICD, "C50.9"));

        assertThat(labelling.labels().grade()).isEqualTo(5);
        assertThat(labelling.labels().level()).isEqualTo(Level.AUTHORISED);
        assertThat(labelling.labels().granularity()).isEqualTo(Granularity.SUMMARY);
        assertThat(labelling.evidence()).contains(new Evidence("disease:TUMOUR", "tumour", "code.coding", "C50.9"));
        assertThat(labelling.ruleVersion()).isEqualTo(labeller.ruleVersion());
    }

    @Test
    void infectiousDataAskForSpecialAttentionButAreJudgedAtTheirOwnLevel() {
        Labels labels = label(item("Condition", ICD, "A15.000"));

        assertThat(labels.flags()).contains(Flag.INFECTIOUS, Flag.SPECIAL_ATTENTION);
        assertThat(labels.grade()).isEqualTo(5);
        assertThat(labels.level()).isEqualTo(Level.NOTICE);
    }

    @Test
    void aStatedFormReplacesTheKindsOwnAndTheStrictestOfSeveralHolds() {
        assertThat(label(item("DocumentReference", LOINC, "18842-5")).granularity())
                .isEqualTo(Granularity.SUMMARY);
        assertThat(label(item("DocumentReference", LOINC, "18842-5", LOINC, "11506-3"))
                        .granularity())
                .isEqualTo(Granularity.DETAIL);
        assertThat(label(item("DocumentReference", LOINC, "18842-5", LOINC, "1-1"))
                        .granularity())
                .isEqualTo(Granularity.DETAIL);
    }

    @Test
    void personalAndSensitiveFollowFromTheCategory() {
        assertThat(label(item("Condition", ICD, "J18.9")).flags()).contains(Flag.PERSONAL_INFORMATION, Flag.SENSITIVE);
        assertThat(label(item("Organization")).flags()).isEmpty();
    }

    @Test
    void inheritedTagsAreMadeAsStrictAsOnesOwn() {
        Item inheriting = item("DocumentReference", LOINC, "18842-5")
                .inheriting(new Inherited(Set.of("TUMOUR"), Set.of(Flag.INFECTIOUS)));
        Labelling labelling = labeller.label(inheriting);

        assertThat(labelling.labels().grade()).isEqualTo(5);
        assertThat(labelling.labels().level()).isEqualTo(Level.AUTHORISED);
        assertThat(labelling.evidence()).contains(new Evidence("disease:TUMOUR", "inherited", "", ""));
    }

    @Test
    void tooManyCodingsCountAsUnknown() {
        String[] many = new String[2 * (Labeller.MAX_CODINGS + 1)];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = LOINC;
            many[i + 1] = "718-7";
        }

        assertThat(label(item("Observation", many)).has(Flag.UNKNOWN_CODE)).isTrue();
    }

    private Labels label(Item item) {
        return labeller.label(item).labels();
    }
}
