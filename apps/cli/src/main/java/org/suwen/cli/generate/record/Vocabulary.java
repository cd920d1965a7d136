package org.suwen.cli.generate.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chinese names and ICD-10 codes for the codes Synthea emits. The clinical form of ICD-10 is the international code
 * followed by the base extension of the Chinese clinical version (`K80.2` becomes `K80.200`, `I10` becomes `I10.x00`).
 */
public final class Vocabulary {

    private static final Pattern SPECIAL = Pattern.compile(
            "(C..|D0.|D[1-3].|D4[0-8]|A1[5-9]|A5.|A6[0-4]|B1[5-9]|B2[0-4]|F..|O0.|T74|E83|E84|Q..|Z35|Z63|X[678].).*");

    private final Map<String, Diagnosis> diagnoses;
    private final Map<String, String> terms;

    /** A diagnosis: international code, the care unit it is usually treated in, Chinese name. */
    public record Diagnosis(String icd10, String unit, String zh) {
        String clinical() {
            return icd10.length() == 3 ? icd10 + ".x00" : icd10 + "00";
        }

        boolean isSocialFinding() {
            return icd10.equals("-");
        }

        /** Whether the code falls into what a hospital would count as a special disease. */
        boolean isSpecial() {
            return SPECIAL.matcher(icd10).matches();
        }
    }

    /** The vocabulary of these lines: `snomed|icd-10|unit|zh` and `loinc|zh`; lines that start with # are comments. */
    public Vocabulary(List<String> diagnosisLines, List<String> termLines) {
        this.diagnoses = new HashMap<>();
        this.terms = new HashMap<>();
        for (String[] part : parts(diagnosisLines, 4)) {
            diagnoses.put(part[0], new Diagnosis(part[1], part[2], part[3]));
        }
        for (String[] part : parts(termLines, 2)) {
            terms.put(part[0], part[1]);
        }
    }

    /** The diagnosis of a SNOMED CT code. */
    public Optional<Diagnosis> diagnosis(String snomed) {
        return Optional.ofNullable(diagnoses.get(snomed));
    }

    /** The Chinese name of a LOINC code. */
    public Optional<String> term(String loinc) {
        return Optional.ofNullable(terms.get(loinc));
    }

    /** All diagnoses. */
    public List<Diagnosis> all() {
        return List.copyOf(diagnoses.values());
    }

    /** The concept of a diagnosis with its three codings, the Chinese one first. */
    ObjectNode concept(String snomed, String english) {
        Diagnosis diagnosis = diagnosis(snomed)
                .orElseThrow(() -> new IllegalArgumentException("no diagnosis for SNOMED code `%s`".formatted(snomed)));
        return Fhir.concept(
                        Fhir.coding(Fhir.ICD_10_CN, diagnosis.clinical(), diagnosis.zh()),
                        Fhir.object().put("system", Fhir.ICD_10).put("code", diagnosis.icd10()),
                        Fhir.coding(Fhir.SNOMED, snomed, english))
                .put("text", diagnosis.zh());
    }

    private static List<String[]> parts(List<String> lines, int count) {
        return lines.stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\\|", count))
                .toList();
    }
}
