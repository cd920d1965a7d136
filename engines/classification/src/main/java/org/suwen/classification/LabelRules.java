package org.suwen.classification;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All rules that labels are made by, as a value with a version.
 *
 * @param edition the name its author gave it
 * @param vocabularies code systems
 * @param types rules by kind of data
 * @param codes rules by code
 * @param elements rules by element
 * @param diseases exactly eight classes of special diseases (DOC-19)
 * @param spreads how tags spread from diagnoses (A20)
 * @param identities which codes give a special identity
 * @param infantYears age in years below which a patient is an infant or toddler
 * @param fields the data dictionary (CLS-02)
 */
public record LabelRules(
        String edition,
        List<Vocabulary> vocabularies,
        List<TypeRule> types,
        List<CodeRule> codes,
        List<ElementRule> elements,
        List<DiseaseClass> diseases,
        List<SpreadRule> spreads,
        List<IdentityRule> identities,
        int infantYears,
        FieldRules fields) {
    /** How many classes of special diseases an active set has (DOC-19). */
    public static final int DISEASE_CLASSES = 8;

    /** @throws InvalidLabelRulesException when the parts do not hold together */
    public LabelRules {
        vocabularies = List.copyOf(vocabularies);
        types = List.copyOf(types);
        codes = List.copyOf(codes);
        elements = List.copyOf(elements);
        diseases = List.copyOf(diseases);
        spreads = List.copyOf(spreads);
        identities = List.copyOf(identities);
        requireEight(diseases);
        requireUnique("vocabulary", vocabularies.stream().map(Vocabulary::name).toList());
        requireUnique("type", types.stream().map(TypeRule::type).toList());
        requireUnique(
                "element",
                elements.stream().map(rule -> rule.type() + "." + rule.path()).toList());
        requireUnique("code rule", codes.stream().map(CodeRule::id).toList());
        requireUnique("identity rule", identities.stream().map(IdentityRule::id).toList());
        requireUnique("field", fields.fields().stream().map(Field::id).toList());
        requireVocabularies(vocabularies, codes, identities);
        requireDiseases(diseases, codes);
        if (infantYears < 0 || infantYears > 18) {
            throw new InvalidLabelRulesException("infantYears", "an infant's age is 0 to 18 years, not " + infantYears);
        }
    }

    /** SHA-256 of the rules' canonical form, in hexadecimal; two sets with equal content have equal versions. */
    public String version() {
        return CanonicalRules.hash(this);
    }

    private static void requireEight(List<DiseaseClass> diseases) {
        if (diseases.size() != DISEASE_CLASSES) {
            throw new InvalidLabelRulesException(
                    "diseases",
                    "a set of special diseases has exactly " + DISEASE_CLASSES + " classes, not " + diseases.size()
                            + " (DOC-19)");
        }
        requireUnique("disease class", diseases.stream().map(DiseaseClass::name).toList());
    }

    private static void requireUnique(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new InvalidLabelRulesException(name, "the " + what + " `" + name + "` stands twice");
            }
        }
    }

    private static void requireVocabularies(
            List<Vocabulary> vocabularies, List<CodeRule> codes, List<IdentityRule> identities) {
        Set<String> exact = new HashSet<>();
        for (Vocabulary vocabulary : vocabularies) {
            if (vocabulary.matching() != Vocabulary.Matching.PREFIX) {
                exact.add(vocabulary.name());
            }
        }
        Set<String> known = Vocabulary.names(vocabularies);
        for (CodeRule rule : codes) {
            requireCodes(rule.id(), rule.codes(), known, exact);
        }
        for (IdentityRule rule : identities) {
            requireCodes(rule.id(), rule.codes(), known, exact);
        }
    }

    private static void requireCodes(
            String rule, Map<String, List<CodeRange>> codes, Set<String> known, Set<String> exact) {
        codes.forEach((vocabulary, ranges) -> {
            if (!known.contains(vocabulary)) {
                throw new InvalidLabelRulesException(
                        rule,
                        "the rule `" + rule + "` names the vocabulary `" + vocabulary + "`, which is not declared");
            }
            for (CodeRange range : ranges) {
                if (exact.contains(vocabulary) && !range.from().equals(range.to())) {
                    throw new InvalidLabelRulesException(
                            rule,
                            "the rule `" + rule + "` names a range in `" + vocabulary
                                    + "`, which has single codes only");
                }
            }
        });
    }

    private static void requireDiseases(List<DiseaseClass> diseases, List<CodeRule> codes) {
        Set<String> names = Set.copyOf(diseases.stream().map(DiseaseClass::name).toList());
        for (CodeRule rule : codes) {
            for (String disease : rule.effect().diseases()) {
                if (!names.contains(disease)) {
                    throw new InvalidLabelRulesException(
                            rule.id(),
                            "the rule `" + rule.id() + "` names the disease class `" + disease
                                    + "`, which is not declared");
                }
            }
        }
    }
}
