package org.suwen.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodeIndexPropertyTest {
    @Property
    void aRangeOfCategoriesHoldsExactlyTheCodesWhoseCategoryLiesBetween(
            @ForAll("category") String one, @ForAll("category") String other, @ForAll("category") String category) {
        String from = one.compareTo(other) <= 0 ? one : other;
        String to = one.compareTo(other) <= 0 ? other : one;
        CodeIndex<String> index = new CodeIndex<>(
                List.of(new Vocabulary("icd10", List.of("icd"), Vocabulary.Matching.PREFIX, List.of())));
        index.add(Map.of("icd10", List.of(new CodeRange(from, to))), "hit");
        List<String> found = new ArrayList<>();

        boolean known = index.find("icd", category + ".900x001", found::add);

        boolean inside = category.compareTo(from) >= 0 && category.compareTo(to) <= 0;
        assertThat(known).isEqualTo(inside);
        assertThat(found).hasSize(inside ? 1 : 0);
    }

    @Property
    void noCodeMakesALookUpFail(@ForAll String system, @ForAll String code) {
        new CodeIndex<String>(TestRules.rules().vocabularies()).find(system, code, value -> {});
        new CodeIndex<String>(TestRules.rules().vocabularies()).find(TestRules.ICD, code, value -> {});
    }

    @Provide
    Arbitrary<String> category() {
        return Combinators.combine(
                        Arbitraries.chars().range('A', 'Z'),
                        Arbitraries.integers().between(0, 99))
                .as((letter, number) -> String.format("%s%02d", letter, number));
    }
}
