package org.suwen.fhir;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.suwen.decision.Action;
import org.suwen.decision.Purpose;

/** Codes of others in a Consent, and what they are here; a code that isn't listed is not understood. */
final class ConsentCodes {
    static final String REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    static final String ACTIONS = "http://terminology.hl7.org/CodeSystem/consentaction";
    static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    static final String SENSITIVITY = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    static final String TYPES = "http://hl7.org/fhir/resource-types";
    static final String OUR_PURPOSES = "https://suwen.org/fhir/purpose";
    static final String OUR_ACTIONS = "https://suwen.org/fhir/action";
    static final String OUR_LABELS = "https://suwen.org/fhir/label";
    static final String OUR_CLASSES = "https://suwen.org/fhir/data-class";
    static final String OUR_ROLES = "https://suwen.org/fhir/role";
    static final String OUR_DEPARTMENTS = "https://suwen.org/fhir/department";
    static final String OUR_IDS = "https://suwen.org/fhir/recipient";

    private static final Map<String, Purpose> BY_REASON = Map.ofEntries(
            Map.entry("TREAT", Purpose.TREATMENT),
            Map.entry("CLINTRCH", Purpose.RESEARCH),
            Map.entry("ETREAT", Purpose.EMERGENCY),
            Map.entry("BTG", Purpose.EMERGENCY),
            Map.entry("HPAYMT", Purpose.INSURANCE_CLAIMS),
            Map.entry("HOPERAT", Purpose.OPERATIONS),
            Map.entry("HRESCH", Purpose.RESEARCH),
            Map.entry("PUBHLTH", Purpose.PUBLIC_HEALTH),
            Map.entry("HMARKT", Purpose.MARKETING),
            Map.entry("TRAIN", Purpose.TEACHING),
            Map.entry("PATRQT", Purpose.SELF_CARE));

    private static final Map<String, Set<Action>> BY_ACTION = Map.of(
            "collect", EnumSet.of(Action.CREATE, Action.UPLOAD),
            "access", EnumSet.of(Action.READ, Action.SEARCH),
            "use", EnumSet.of(Action.READ, Action.SEARCH),
            "disclose", EnumSet.of(Action.READ, Action.SEARCH, Action.EXPORT),
            "correct", EnumSet.of(Action.UPDATE));

    private static final Map<String, String> BY_SENSITIVITY = new TreeMap<>(Map.ofEntries(
            Map.entry("HIV", "BLOOD_BORNE_INFECTION"),
            Map.entry("PSY", "MENTAL_DISORDER"),
            Map.entry("MH", "MENTAL_DISORDER"),
            Map.entry("ETH", "SUBSTANCE_DEPENDENCE"),
            Map.entry("ETHUD", "SUBSTANCE_DEPENDENCE"),
            Map.entry("OPIOIDUD", "SUBSTANCE_DEPENDENCE"),
            Map.entry("SUD", "SUBSTANCE_DEPENDENCE"),
            Map.entry("STD", "SEXUALLY_TRANSMITTED_DISEASE"),
            Map.entry("SDV", "VIOLENCE_OR_ABUSE"),
            Map.entry("GDIS", "HEREDITARY_DISEASE"),
            Map.entry("SEX", "REPRODUCTIVE_HEALTH")));

    private ConsentCodes() {}

    static Optional<Purpose> purpose(String system, String code) {
        return system.equals(OUR_PURPOSES)
                ? constant(Purpose.class, code)
                : Optional.ofNullable(system.equals(REASONS) ? BY_REASON.get(code) : null);
    }

    static Set<Action> actions(String system, String code) {
        if (system.equals(OUR_ACTIONS)) {
            return constant(Action.class, code).map(EnumSet::of).orElse(EnumSet.noneOf(Action.class));
        }
        return system.equals(ACTIONS) ? BY_ACTION.getOrDefault(code, Set.of()) : Set.of();
    }

    /** Labels a code stands for; an agreement up to R covers N too, a refusal of N covers R too (ordered labels). */
    static Set<String> labels(String system, String code, boolean permit) {
        if (system.equals(OUR_LABELS)) {
            return Set.of(code);
        }
        if (system.equals(SENSITIVITY) && BY_SENSITIVITY.containsKey(code)) {
            return Set.of(BY_SENSITIVITY.get(code));
        }
        if (!system.equals(CONFIDENTIALITY)) {
            return Set.of();
        }
        return switch (code) {
            case "N" -> permit ? Set.of("NORMAL") : Set.of("NORMAL", "RESTRICTED");
            case "R" -> permit ? Set.of("NORMAL", "RESTRICTED") : Set.of("RESTRICTED");
            default -> Set.of();
        };
    }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
