package org.suwen.classification;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Small label rules for tests. */
final class TestRules {
    static final String ICD = "http://hl7.org/fhir/sid/icd-10";
    static final String LOINC = "http://loinc.org";

    private TestRules() {}

    static LabelRules rules() {
        return with(diseases(8), codeRules());
    }

    static LabelRules with(List<DiseaseClass> diseases, List<CodeRule> codes) {
        return with(diseases, codes, FieldRules.NONE);
    }

    static LabelRules with(FieldRules fields) {
        return with(diseases(8), codeRules(), fields);
    }

    private static LabelRules with(List<DiseaseClass> diseases, List<CodeRule> codes, FieldRules fields) {
        return new LabelRules(
                "test",
                List.of(
                        new Vocabulary(
                                "icd10",
                                List.of(ICD),
                                Vocabulary.Matching.PREFIX,
                                List.of(new CodeRange("A00", "Z99"))),
                        new Vocabulary(
                                "loinc", List.of(LOINC), Vocabulary.Matching.EXACT, List.of(CodeRange.of("718-7"))),
                        new Vocabulary("status", List.of("http://status/*"), Vocabulary.Matching.OPEN, List.of())),
                List.of(
                        type("Condition", Category.HEALTH_STATUS, 3, Granularity.SUMMARY, Granularity.OVERVIEW, "code"),
                        type(
                                "Observation",
                                Category.HEALTH_STATUS,
                                3,
                                Granularity.SUMMARY,
                                Granularity.SUMMARY,
                                "code"),
                        type(
                                "DocumentReference",
                                Category.MEDICAL_APPLICATION,
                                4,
                                Granularity.DETAIL,
                                Granularity.DETAIL,
                                "type"),
                        type(
                                "Organization",
                                Category.HEALTH_RESOURCE,
                                1,
                                Granularity.OVERVIEW,
                                Granularity.OVERVIEW,
                                null)),
                codes,
                List.of(
                        new ElementRule("e1", "*", "status", IdentifierKind.NONE, Granularity.OVERVIEW),
                        new ElementRule("e2", "Condition", "code", IdentifierKind.NONE, Granularity.OVERVIEW)),
                diseases,
                List.of(new SpreadRule(
                        "s", Set.of("Condition"), Set.of("DocumentReference", "Observation"), Set.of("VITAL_SIGNS"))),
                List.of(
                        identity("pregnancy", IdentityTag.PREGNANT_OR_LYING_IN, "O10", "O48", 0, 294, 42),
                        identity("delivery", IdentityTag.PREGNANT_OR_LYING_IN, "O80", "O84", 280, 1, 42),
                        identity("rare", IdentityTag.RARE_DISEASE, "E84", "E84", 0, 0, 0)),
                3,
                fields);
    }

    static List<DiseaseClass> diseases(int count) {
        List<DiseaseClass> diseases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            diseases.add(new DiseaseClass(i == 0 ? "TUMOUR" : "CLASS_" + i, "类", "class"));
        }
        return diseases;
    }

    static List<CodeRule> codeRules() {
        return List.of(
                rule("tumour", "icd10", "C00", "C97", Set.of("TUMOUR"), Set.of(), Set.of(), Optional.empty()),
                rule(
                        "tuberculosis",
                        "icd10",
                        "A15",
                        "A19",
                        Set.of(),
                        Set.of(),
                        Set.of(Flag.INFECTIOUS),
                        Optional.empty()),
                rule(
                        "hiv-test",
                        "loinc",
                        "56888-1",
                        "56888-1",
                        Set.of("CLASS_1"),
                        Set.of(),
                        Set.of(Flag.HIDDEN_ONLINE),
                        Optional.empty()),
                rule("pulse", "loinc", "8867-4", "8867-4", Set.of(), Set.of("VITAL_SIGNS"), Set.of(), Optional.empty()),
                rule(
                        "discharge",
                        "loinc",
                        "18842-5",
                        "18842-5",
                        Set.of(),
                        Set.of("DISCHARGE_SUMMARY"),
                        Set.of(),
                        Optional.of(new Form(3, Level.NOTICE, Granularity.SUMMARY, Granularity.SUMMARY))),
                rule(
                        "progress",
                        "loinc",
                        "11506-3",
                        "11506-3",
                        Set.of(),
                        Set.of("PROGRESS_NOTE"),
                        Set.of(),
                        Optional.of(new Form(4, Level.AUTHORISED, Granularity.DETAIL, Granularity.DETAIL))));
    }

    static Item item(String type, String... systemsAndCodes) {
        List<Coding> codings = new ArrayList<>();
        for (int i = 0; i < systemsAndCodes.length; i += 2) {
            String path = type.equals("DocumentReference") ? "type.coding" : "code.coding";
            codings.add(new Coding(path, systemsAndCodes[i], systemsAndCodes[i + 1]));
        }
        return Item.of(type, codings);
    }

    private static CodeRule rule(
            String id,
            String vocabulary,
            String from,
            String to,
            Set<String> diseases,
            Set<String> classes,
            Set<Flag> flags,
            Optional<Form> form) {
        return new CodeRule(
                id,
                Map.of(vocabulary, List.of(new CodeRange(from, to))),
                Set.of(),
                new Effect(form, 1, Level.DEFAULT, new TreeSet<>(diseases), new TreeSet<>(classes), flags));
    }

    private static TypeRule type(
            String type,
            Category category,
            int grade,
            Granularity granularity,
            Granularity floor,
            @Nullable String coded) {
        return new TypeRule(
                "type/" + type,
                type,
                category,
                new Form(grade, Level.ofGrade(grade), granularity, floor),
                new TreeSet<>(),
                EnumSet.noneOf(Flag.class),
                coded == null ? List.of() : List.of(coded),
                Set.of(Flag.HIDDEN_ONLINE));
    }

    private static IdentityRule identity(
            String id, IdentityTag tag, String from, String to, int before, int most, int after) {
        return new IdentityRule(id, tag, Map.of("icd10", List.of(new CodeRange(from, to))), before, most, after);
    }
}
