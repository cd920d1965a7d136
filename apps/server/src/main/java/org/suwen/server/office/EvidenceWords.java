package org.suwen.server.office;

import java.util.Map;
import org.suwen.ledger.part.Outcome;

/** Codes of entries in the words of a Chinese court; a code without a word stands as it is. */
final class EvidenceWords {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("READ", "查看"),
            Map.entry("SEARCH", "查找"),
            Map.entry("WRITE", "写入"),
            Map.entry("CONSENT", "授权变更"),
            Map.entry("BREAK_GLASS", "紧急破窗"),
            Map.entry("STATEMENT", "情况说明"),
            Map.entry("SIGN_IN", "登录"),
            Map.entry("STAFF", "人员变更"),
            Map.entry("RULEBOOK", "规则发布"),
            Map.entry("KEY", "密钥与保全"),
            Map.entry("DENIAL", "拒绝"),
            Map.entry("FAULT", "故障"),
            Map.entry("ABANDONED", "写入作废"),
            Map.entry("SYSTEM", "系统"),
            Map.entry("EXPORT", "导出"),
            Map.entry("CHECK", "核对"),
            Map.entry("TOKEN_MAP", "完整性地图"));

    private static final Map<String, String> PURPOSES = Map.ofEntries(
            Map.entry("TREATMENT", "诊疗"),
            Map.entry("EMERGENCY", "急救"),
            Map.entry("CLINICAL_DECISION_SUPPORT", "辅助诊断"),
            Map.entry("RESEARCH", "医学研究"),
            Map.entry("TEACHING", "教学"),
            Map.entry("INSURANCE_CLAIMS", "保险理赔"),
            Map.entry("INSURANCE_PRICING", "保险定价"),
            Map.entry("COMMERCIAL", "商业开发"),
            Map.entry("PUBLIC_HEALTH", "公共卫生"),
            Map.entry("AI_TRAINING", "训练智能模型"),
            Map.entry("SELF_CARE", "本人查看"),
            Map.entry("COLLECTION", "采集数据"),
            Map.entry("OPERATIONS", "系统运行"),
            Map.entry("AUDIT", "审计"),
            Map.entry("MARKETING", "营销"));

    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("DOCTOR", "医生"),
            Map.entry("NURSE", "护士"),
            Map.entry("ADMINISTRATOR", "系统管理员"),
            Map.entry("OFFICER", "数据保护专员"),
            Map.entry("AUDITOR", "审计员"),
            Map.entry("PATIENT", "患者"),
            Map.entry("GUARDIAN", "监护人"),
            Map.entry("RESEARCHER", "研究人员"),
            Map.entry("PARTNER", "合作机构"),
            Map.entry("AUTHORITY", "主管机关"),
            Map.entry("CONNECTOR", "医院信息系统"),
            Map.entry("MODEL", "智能助手"),
            Map.entry("DEVICE", "设备"),
            Map.entry("SYSTEM", "系统"));

    private EvidenceWords() {}

    static String type(String code) {
        return TYPES.getOrDefault(code, code);
    }

    static String purpose(String code) {
        return PURPOSES.getOrDefault(code, code);
    }

    static String role(String code) {
        return ROLES.getOrDefault(code, code);
    }

    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case PERMIT -> "已允许";
            case DENY -> "已拒绝";
            case DONE -> "已完成";
            case FAULT -> "故障";
        };
    }
}
