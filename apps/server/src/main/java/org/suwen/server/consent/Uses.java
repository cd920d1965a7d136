package org.suwen.server.consent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.suwen.classification.Category;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;
import org.suwen.decision.Action;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Origin;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Use;
import org.suwen.fhir.FhirIssue;
import org.suwen.fhir.InvalidFhirException;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;
import tools.jackson.databind.JsonNode;

/** Reads the uses that consent decisions are asked about. */
final class Uses {

    /** Special diseases, as codes of others know them. */
    private static final Map<String, String> CODES = Map.of(
            "BLOOD_BORNE_INFECTION", "HIV",
            "MENTAL_DISORDER", "PSY",
            "SUBSTANCE_DEPENDENCE", "ETH",
            "SEXUALLY_TRANSMITTED_DISEASE", "STD",
            "VIOLENCE_OR_ABUSE", "SDV",
            "HEREDITARY_DISEASE", "GDIS",
            "REPRODUCTIVE_HEALTH", "SEX");

    /** The labels a consult asks about one by one. */
    static final List<String> LABELS = List.of(
            "BLOOD_BORNE_INFECTION",
            "HEREDITARY_DISEASE",
            "MALIGNANT_TUMOUR",
            "MENTAL_DISORDER",
            "REPRODUCTIVE_HEALTH",
            "SEXUALLY_TRANSMITTED_DISEASE",
            "SUBSTANCE_DEPENDENCE",
            "VIOLENCE_OR_ABUSE");

    private Uses() {}

    /** A patient and the uses asked about. */
    record Asked(String patient, List<Consults.Question> questions) {}

    /** Parameters: the patient, and one use at the top or many named {@code use}. */
    static Asked read(JsonNode body, Instant now, int most) {
        if (!body.path("resourceType").asString("").equals("Parameters")) {
            throw refuse("Parameters", "a Parameters resource is needed; send one");
        }
        JsonNode top = body.path("parameter");
        String patient = text(top, "patient");
        String id = patient.startsWith("Patient/") ? patient.substring(8) : patient;
        if (id.isEmpty()) {
            throw refuse("Parameters.parameter[patient]", "the patient is missing; name him as `Patient/…`");
        }
        List<Consults.Question> questions = new ArrayList<>();
        for (JsonNode each : top) {
            if (each.path("name").asString("").equals("use")) {
                questions.add(question(each.path("part"), "use[" + questions.size() + "]", now));
            }
        }
        if (questions.isEmpty()) {
            questions.add(question(top, "parameter", now));
        }
        if (questions.size() > most) {
            throw refuse("Parameters.parameter[use]", "at most " + most + " uses are decided at once; split the batch");
        }
        return new Asked(id, questions);
    }

    private static Consults.Question question(JsonNode parts, String at, Instant now) {
        String purpose = text(parts, "purpose");
        if (purpose.isEmpty()) {
            throw refuse(at + ".purpose", "the purpose is missing; say what the data is for");
        }
        String actor = text(parts, "actor");
        if (actor.isEmpty()) {
            throw refuse(at + ".actor", "the actor is missing; name who wants to use the data");
        }
        String role = text(parts, "role");
        String department = text(parts, "department");
        var party = new Consults.Party(
                actor.substring(actor.lastIndexOf('/') + 1),
                text(parts, "institution"),
                role.isEmpty() ? Role.DOCTOR : constant(Role.class, role, at + ".role"),
                department.isEmpty() ? Optional.empty() : Optional.of(department));
        String action = text(parts, "action");
        return new Consults.Question(
                party,
                purposeAt(purpose, at + ".purpose"),
                action.isEmpty() ? Action.READ : constant(Action.class, action, at + ".action"),
                data(text(parts, "type"), texts(parts, "class"), texts(parts, "label")),
                row(parts, at),
                moment(parts, "at", at, now),
                moment(parts, "knownAt", at, now));
    }

    private static Optional<Use.Single> row(JsonNode parts, String at) {
        String record = text(parts, "record");
        return record.isEmpty()
                ? Optional.empty()
                : Optional.of(new Use.Single(
                        record.substring(record.lastIndexOf('/') + 1),
                        text(parts, "date").isEmpty()
                                ? Optional.empty()
                                : Optional.of(moment(parts, "date", at, Instant.EPOCH)),
                        texts(parts, "code")));
    }

    /** A class of data with these labels: diseases, flags, {@code RESTRICTED}. */
    static DecisionClass data(String type, Set<String> classes, Set<String> labels) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        TreeSet<String> diseases = new TreeSet<>();
        for (String label : labels) {
            boolean flag = false;
            for (Flag each : Flag.values()) {
                if (each.name().equals(label)) {
                    flags.add(each);
                    flag = true;
                }
            }
            if (!flag && !label.equals("RESTRICTED") && !label.equals("NORMAL")) {
                diseases.add(label);
            }
        }
        Level level = labels.contains("RESTRICTED") ? Level.AUTHORISED : Level.NOTICE;
        var found = new Labels(
                Category.HEALTH_STATUS,
                3,
                level,
                Granularity.DETAIL,
                Granularity.DETAIL,
                diseases,
                new TreeSet<>(classes),
                flags);
        return new DecisionClass(type, found, Optional.empty(), new Origin("", "PERSON"));
    }

    static Purpose purpose(String code) {
        return purposeAt(code, "purposeOfUse");
    }

    private static Purpose purposeAt(String code, String at) {
        return switch (code) {
            case "TREAT" -> Purpose.TREATMENT;
            case "ETREAT", "BTG" -> Purpose.EMERGENCY;
            case "HPAYMT" -> Purpose.INSURANCE_CLAIMS;
            case "HOPERAT" -> Purpose.OPERATIONS;
            case "HRESCH", "CLINTRCH" -> Purpose.RESEARCH;
            case "PUBHLTH" -> Purpose.PUBLIC_HEALTH;
            case "HMARKT" -> Purpose.MARKETING;
            default -> constant(Purpose.class, code, at);
        };
    }

    /** CDS Hooks: one identifier or a list of them; the first that is known counts. */
    static Optional<PatientId> patient(JsonNode identifiers, Vault vault) {
        for (JsonNode each : identifiers.isArray() ? identifiers : List.of(identifiers)) {
            String value = each.path("value").asString("");
            String id = value.startsWith("Patient/") ? value.substring(8) : value;
            Optional<PatientId> found = uuid(id).map(PatientId::new)
                    .or(() -> value.isEmpty() ? Optional.empty() : vault.find("RECORD_NUMBER", value))
                    .or(() -> value.isEmpty() ? Optional.empty() : vault.find("ID_NUMBER", value));
            if (found.isPresent()
                    && vault.locate("Patient", found.get().toString()).isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** The actor of a consult; nobody in particular when none is named. */
    static Consults.Party party(JsonNode actors) {
        JsonNode first = actors.isArray() ? actors.path(0) : actors;
        String value = first.path("value").asString("");
        return new Consults.Party(value, value, Role.DOCTOR, Optional.empty());
    }

    static Map<String, String> coding(String label) {
        String code = CODES.get(label);
        return code == null
                ? Map.of("system", "https://suwen.org/fhir/label", "code", label)
                : Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code", code);
    }

    private static Instant moment(JsonNode parts, String name, String at, Instant otherwise) {
        String written = text(parts, name);
        try {
            return written.isEmpty() ? otherwise : OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException unreadable) {
            throw refuse(at + "." + name, "the time can't be read; write it with its offset");
        }
    }

    private static String text(JsonNode parts, String name) {
        return texts(parts, name).stream().findFirst().orElse("");
    }

    /** Values of the parameters of a name, whatever their FHIR type. */
    private static Set<String> texts(JsonNode parts, String name) {
        Set<String> found = new LinkedHashSet<>();
        for (JsonNode each : parts) {
            if (each.path("name").asString("").equals(name)) {
                each.properties().stream()
                        .filter(property -> property.getKey().startsWith("value"))
                        .map(property -> value(property.getValue()))
                        .filter(text -> !text.isEmpty())
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static String value(JsonNode value) {
        if (!value.isObject()) {
            return value.asString("");
        }
        String reference = value.path("reference").asString("");
        String code = value.path("code").asString("");
        return !reference.isEmpty()
                ? reference
                : !code.isEmpty() ? code : value.path("value").asString("");
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, String at) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw refuse(
                at, "`" + type.getSimpleName() + "` has no such value; use one of " + List.of(type.getEnumConstants()));
    }

    private static InvalidFhirException refuse(String at, String message) {
        return new InvalidFhirException(new FhirIssue("value", at, 0, 0, message));
    }
}
