package org.suwen.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Action;
import org.suwen.decision.Provision;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Span;

/** Reads the provisions of a Consent, R4 and R5, each problem at its element. */
final class ClauseReader {
    private static final Set<String> KNOWN = Set.of(
            "id",
            "type",
            "period",
            "actor",
            "action",
            "securityLabel",
            "purpose",
            "class",
            "documentType",
            "resourceType",
            "code",
            "dataPeriod",
            "data",
            "provision");
    private static final Set<String> R4_ONLY = Set.of("class");

    private final ZoneId zone;

    ClauseReader(ZoneId zone) {
        this.zone = zone;
    }

    /** R4: a root with a type is one clause; one without leaves the base to its policy and only carries the others. */
    List<Provision> r4(Map<String, Object> root) {
        if (root.containsKey("type")) {
            return List.of(clause(root, "Consent.provision", Optional.empty()));
        }
        Set<String> further = new HashSet<>(root.keySet());
        further.removeAll(Set.of("id", "provision"));
        if (!further.isEmpty()) {
            throw refuse(
                    "required",
                    "Consent.provision.type",
                    "the root limits something without saying permit or deny; add a type");
        }
        List<Provision> clauses = new ArrayList<>();
        List<Map<String, Object>> nested = JsonTree.maps(root, "provision");
        for (int i = 0; i < nested.size(); i++) {
            clauses.add(clause(nested.get(i), "Consent.provision.provision[" + i + "]", Optional.empty()));
        }
        return clauses;
    }

    /** R5: the base decision, and at each level exceptions to the level above. */
    Provision r5(Map<String, Object> root) {
        String decision = JsonTree.text(root, "decision");
        if (!decision.equals("permit") && !decision.equals("deny")) {
            throw refuse("required", "Consent.decision", "the base decision is missing; say `permit` or `deny`");
        }
        boolean permit = decision.equals("permit");
        return new Provision(
                "Consent.decision",
                permit,
                new Provision.Reach(
                        Provision.Who.ANYBODY,
                        Set.of(),
                        Set.of(),
                        Provision.What.ANYTHING,
                        span(root, "period", "Consent.period"),
                        Provision.Rows.ALL),
                nested(root, "Consent", Optional.of(!permit)));
    }

    private List<Provision> nested(Map<String, Object> parent, String at, Optional<Boolean> exceptions) {
        List<Provision> clauses = new ArrayList<>();
        List<Map<String, Object>> nested = JsonTree.maps(parent, "provision");
        for (int i = 0; i < nested.size(); i++) {
            clauses.add(clause(nested.get(i), at + ".provision[" + i + "]", exceptions));
        }
        return clauses;
    }

    /** A clause; {@code told} is what R5 makes of it, where R4 has a type. */
    private Provision clause(Map<String, Object> written, String at, Optional<Boolean> told) {
        if (at.length() > 40 + 16 * (Provision.MAX_DEPTH + 2)) {
            throw refuse(
                    "too-long",
                    "Consent.provision",
                    "clauses nest at most " + Provision.MAX_DEPTH + " deep; flatten them");
        }
        for (String name : written.keySet()) {
            if (!KNOWN.contains(name) || (told.isPresent() && R4_ONLY.contains(name))) {
                throw refuse(
                        "not-supported",
                        at + "." + name,
                        "this part of a clause is not understood; leave it out or say it otherwise");
            }
        }
        boolean permit = told.orElseGet(() -> type(JsonTree.text(written, "type"), at));
        var reach = new Provision.Reach(
                who(written, at),
                purposes(written, at),
                actions(written, at),
                what(written, at, permit),
                span(written, "period", at + ".period"),
                rows(written, at));
        return new Provision(at, permit, reach, nested(written, at, told.map(permits -> !permits)));
    }

    private static boolean type(String type, String at) {
        return switch (type) {
            case "permit" -> true;
            case "deny" -> false;
            default -> throw refuse("required", at + ".type", "the type is missing or unknown; say `permit` or `deny`");
        };
    }

    private static Provision.Who who(Map<String, Object> written, String at) {
        Set<String> ids = new HashSet<>();
        Set<String> departments = new HashSet<>();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<Map<String, Object>> actors = JsonTree.maps(written, "actor");
        for (int i = 0; i < actors.size(); i++) {
            String here = at + ".actor[" + i + "].reference";
            Map<String, Object> reference = JsonTree.map(actors.get(i), "reference");
            Map<String, Object> identifier = JsonTree.map(reference, "identifier");
            String system = JsonTree.text(identifier, "system");
            String value = JsonTree.text(identifier, "value");
            String literal = JsonTree.text(reference, "reference");
            if (system.equals(ConsentCodes.OUR_ROLES)) {
                roles.add(ConsentCodes.constant(Role.class, value)
                        .orElseThrow(() -> refuse(
                                "value", here, "there is no such role; use one of `" + ConsentCodes.OUR_ROLES + "`")));
            } else if (system.equals(ConsentCodes.OUR_DEPARTMENTS)) {
                departments.add(value);
            } else if (!value.isEmpty()) {
                ids.add(value);
            } else if (literal.indexOf('/') > 0 && !literal.startsWith("Group/")) {
                ids.add(literal.substring(literal.lastIndexOf('/') + 1));
            } else {
                throw refuse(
                        "value",
                        here,
                        "the actor can't be told apart; name it by identifier, or as `Organization/…` or `Practitioner/…`");
            }
        }
        return new Provision.Who(ids, departments, roles);
    }

    private static Set<Purpose> purposes(Map<String, Object> written, String at) {
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        List<Map<String, Object>> codings = JsonTree.maps(written, "purpose");
        for (int i = 0; i < codings.size(); i++) {
            String here = at + ".purpose[" + i + "]";
            purposes.add(
                    ConsentCodes.purpose(JsonTree.text(codings.get(i), "system"), JsonTree.text(codings.get(i), "code"))
                            .orElseThrow(() -> refuse(
                                    "value",
                                    here,
                                    "the purpose is not known; use a code of v3-ActReason such as `TREAT`, or of `"
                                            + ConsentCodes.OUR_PURPOSES + "`")));
        }
        return purposes;
    }

    private static Set<Action> actions(Map<String, Object> written, String at) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        List<Map<String, Object>> concepts = JsonTree.maps(written, "action");
        for (int i = 0; i < concepts.size(); i++) {
            Set<Action> found = EnumSet.noneOf(Action.class);
            for (Map<String, Object> coding : JsonTree.maps(concepts.get(i), "coding")) {
                found.addAll(ConsentCodes.actions(JsonTree.text(coding, "system"), JsonTree.text(coding, "code")));
            }
            if (found.isEmpty()) {
                throw refuse(
                        "value",
                        at + ".action[" + i + "]",
                        "the action is not known; use a code of `" + ConsentCodes.ACTIONS + "`");
            }
            actions.addAll(found);
        }
        return actions;
    }

    private static Provision.What what(Map<String, Object> written, String at, boolean permit) {
        Set<String> labels = new HashSet<>();
        List<Map<String, Object>> security = JsonTree.maps(written, "securityLabel");
        for (int i = 0; i < security.size(); i++) {
            Set<String> found = ConsentCodes.labels(
                    JsonTree.text(security.get(i), "system"), JsonTree.text(security.get(i), "code"), permit);
            if (found.isEmpty()) {
                throw refuse(
                        "value",
                        at + ".securityLabel[" + i + "]",
                        "the label is not known; use `N` or `R`, a sensitivity code such as `PSY`, or one of `"
                                + ConsentCodes.OUR_LABELS + "`");
            }
            labels.addAll(found);
        }
        Set<String> types = new HashSet<>();
        Set<String> classes = new HashSet<>();
        for (String name : List.of("class", "resourceType", "documentType")) {
            List<Map<String, Object>> codings = JsonTree.maps(written, name);
            for (int i = 0; i < codings.size(); i++) {
                String code = JsonTree.text(codings.get(i), "code");
                switch (JsonTree.text(codings.get(i), "system")) {
                    case ConsentCodes.TYPES, "http://hl7.org/fhir/fhir-types" -> types.add(code);
                    case ConsentCodes.OUR_CLASSES -> classes.add(code);
                    default ->
                        throw refuse(
                                "value",
                                at + "." + name + "[" + i + "]",
                                "the class is not known; use a resource type, or one of `" + ConsentCodes.OUR_CLASSES
                                        + "`");
                }
            }
        }
        return new Provision.What(types, classes, labels);
    }

    private Provision.Rows rows(Map<String, Object> written, String at) {
        Set<String> codes = new HashSet<>();
        for (Map<String, Object> concept : JsonTree.maps(written, "code")) {
            JsonTree.maps(concept, "coding")
                    .forEach(
                            coding -> codes.add(JsonTree.text(coding, "system") + "|" + JsonTree.text(coding, "code")));
        }
        Set<String> ids = new HashSet<>();
        List<Map<String, Object>> data = JsonTree.maps(written, "data");
        for (int i = 0; i < data.size(); i++) {
            Map<String, Object> reference = JsonTree.map(data.get(i), "reference");
            String literal = JsonTree.text(reference, "reference");
            String named = literal.indexOf('/') > 0
                    ? literal.substring(literal.lastIndexOf('/') + 1)
                    : JsonTree.text(JsonTree.map(reference, "identifier"), "value");
            if (!JsonTree.text(data.get(i), "meaning").equals("instance") || named.isEmpty()) {
                throw refuse(
                        "not-supported",
                        at + ".data[" + i + "]",
                        "only single records are understood; give `instance` and a reference such as `Observation/…`");
            }
            ids.add(named);
        }
        return new Provision.Rows(span(written, "dataPeriod", at + ".dataPeriod"), ids, codes);
    }

    private Span span(Map<String, Object> written, String name, String at) {
        if (!written.containsKey(name)) {
            return Span.ALWAYS;
        }
        Map<String, Object> period = JsonTree.map(written, name);
        String start = JsonTree.text(period, "start");
        String end = JsonTree.text(period, "end");
        Instant from = start.isEmpty() ? Span.BEGINNING : PrivacyConsents.FhirTimes.start(start, zone, at + ".start");
        Instant until = end.isEmpty() ? Span.END : PrivacyConsents.FhirTimes.end(end, zone, at + ".end");
        if (until.isBefore(from)) {
            throw refuse("invalid", at, "it ends before it starts; swap or mend the two");
        }
        return new Span(from, until);
    }

    private static InvalidFhirException refuse(String code, String at, String message) {
        return FhirJson.refuse(code, at, message);
    }
}
