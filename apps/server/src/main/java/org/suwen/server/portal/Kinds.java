package org.suwen.server.portal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private static final Map<String, Text> SITUATIONS = Map.of(
            "RESUSCITATION", new Text("抢救生命", "saving a life"),
            "PUBLIC_HEALTH_EVENT", new Text("突发公共卫生事件", "a public-health event"),
            "OTHER_EMERGENCY", new Text("其他紧急情况", "another emergency"));

    /** How many kinds a line names; a patient on a phone reads no longer list. */
    private static final int NAMED = 4;

    private static final Text OTHER = new Text("其他资料", "other items");

    private static final Text RECORD = new Text("病历资料", "the record");

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
            return RECORD;
        }
        Map<Text, Integer> named = new HashMap<>();
        counts.forEach((type, count) -> named.merge(NAMES.getOrDefault(type, OTHER), count, Integer::sum));
        List<Map.Entry<Text, Integer>> most = named.entrySet().stream()
                .sorted(Map.Entry.<Text, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(each -> each.getKey().en()))
                .toList();
        List<Map.Entry<Text, Integer>> said = most.subList(0, Math.min(NAMED, most.size()));
        String zh = join(
                said,
                "、",
                each -> each.getValue() > 1
                        ? each.getKey().zh() + " " + each.getValue() + " 项"
                        : each.getKey().zh());
        String en = join(
                said,
                ", ",
                each -> each.getValue() > 1
                        ? each.getValue() + " " + each.getKey().en()
                        : each.getKey().en());
        if (said.size() == most.size()) {
            return new Text(zh, en);
        }
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new Text(
                zh + "等 " + most.size() + " 类，共 " + all + " 项",
                en + " and " + (most.size() - said.size()) + " more kinds, " + all + " items in all");
    }

    private static String join(
            List<Map.Entry<Text, Integer>> said, String mark, Function<Map.Entry<Text, Integer>, String> word) {
        return said.stream().map(word).collect(Collectors.joining(mark));
    }

    /** What was opened in an emergency and why, out of the note {@code SITUATION:reason}. */
    static Text emergency(String note) {
        String[] parts = note.split(":", 2);
        Text situation = SITUATIONS.getOrDefault(parts[0], new Text("紧急情况", "an emergency"));
        String reason = parts.length < 2 || parts[1].isBlank() ? "" : parts[1].strip();
        return new Text(
                "全部病历（" + situation.zh() + (reason.isEmpty() ? "" : "：" + reason) + "）",
                "the whole record (" + situation.en() + (reason.isEmpty() ? "" : ": " + reason) + ")");
    }
}
