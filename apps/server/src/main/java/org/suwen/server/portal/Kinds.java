package org.suwen.server.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.suwen.decision.Text;

/** Names kinds of records for people. */
final class Kinds {

    private static final Map<String, Text> NAMES = Map.ofEntries(
            Map.entry("Patient", new Text("基本信息", "personal details")),
            Map.entry("Encounter", new Text("就诊", "visits")),
            Map.entry("Condition", new Text("诊断", "diagnoses")),
            Map.entry("Observation", new Text("检验与体征", "results and measurements")),
            Map.entry("DiagnosticReport", new Text("检查检验报告", "reports")),
            Map.entry("DocumentReference", new Text("病历文书", "clinical notes")),
            Map.entry("Procedure", new Text("操作与手术", "procedures")),
            Map.entry("MedicationRequest", new Text("用药医嘱", "prescriptions")),
            Map.entry("MedicationAdministration", new Text("给药记录", "medication given")),
            Map.entry("Immunization", new Text("预防接种", "vaccinations")),
            Map.entry("AllergyIntolerance", new Text("过敏", "allergies")),
            Map.entry("CarePlan", new Text("诊疗计划", "care plans")),
            Map.entry("CareTeam", new Text("诊疗团队", "care team")),
            Map.entry("Claim", new Text("费用申请", "claims")),
            Map.entry("ExplanationOfBenefit", new Text("费用结算", "settlements")),
            Map.entry("ImagingStudy", new Text("影像", "imaging")),
            Map.entry("Device", new Text("设备", "devices")),
            Map.entry("Consent", new Text("授权选择", "consent choices")));

    private static final Text OTHER = new Text("病历资料", "record data");

    private Kinds() {}

    static Text of(List<String> types) {
        Map<String, Integer> counts = new TreeMap<>();
        types.forEach(type -> counts.merge(type, 1, Integer::sum));
        return render(counts);
    }

    /** Reads counts in the form the gate's journal notes them: {@code Condition:3;Observation:12|hash}. */
    static Text counts(String note) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String part : note.split("\\|", 2)[0].split(";")) {
            String[] pair = part.split(":", 2);
            if (!pair[0].isEmpty()) {
                counts.merge(
                        pair[0], pair.length == 2 && isCount(pair[1]) ? Integer.parseInt(pair[1]) : 1, Integer::sum);
            }
        }
        return render(counts);
    }

    private static boolean isCount(String text) {
        return !text.isEmpty() && text.length() < 9 && text.chars().allMatch(each -> each >= '0' && each <= '9');
    }

    private static Text render(Map<String, Integer> counts) {
        if (counts.isEmpty()) {
            return OTHER;
        }
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        counts.forEach((type, count) -> {
            Text name = NAMES.getOrDefault(type, OTHER);
            zh.add(count > 1 ? name.zh() + " " + count + " 项" : name.zh());
            en.add(count > 1 ? count + " " + name.en() : name.en());
        });
        return new Text(String.join("、", zh), String.join(", ", en));
    }
}
