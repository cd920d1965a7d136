package org.suwen.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Action;
import org.suwen.decision.Provision;
import org.suwen.decision.Purpose;
import org.suwen.decision.Span;

/**
 * Reads FHIR privacy consents: R4, with the meaning IHE Privacy Consent on FHIR gives it, and R5.
 *
 * <p>Deeper nesting, {@code action}, {@code class} and {@code code} are taken as well, which that profile leaves out. A
 * Consent with anything in a clause that isn't understood is refused whole: what was left out might narrow it.
 */
public final class PrivacyConsents {
    /** The most clauses of one Consent. */
    public static final int MAX_CLAUSES = 1_000;

    private static final String POLICY = "https://profiles.ihe.net/ITI/PCF/Policy-";
    private static final Set<String> STATES =
            Set.of("draft", "proposed", "active", "rejected", "inactive", "entered-in-error", "not-done", "unknown");
    private static final Set<String> SCOPES = Set.of("patient-privacy", "research");

    private PrivacyConsents() {}

    /** Whether the resource is a privacy consent that is to be enforced, and not one of our own agreements. */
    public static boolean isOne(FhirScan scan) {
        boolean privacy = scan.codings().stream()
                .anyMatch(coding -> coding.path().startsWith("scope.coding") && SCOPES.contains(coding.code()));
        boolean r5 = scan.type().equals("Consent")
                && scan.codings().stream().noneMatch(coding -> coding.path().startsWith("scope"));
        return scan.type().equals("Consent") && !Consents.isOurs(scan) && (privacy || r5);
    }

    /**
     * Reads a privacy consent.
     *
     * @param zone in which a date is a day
     * @throws InvalidFhirException naming the element, what is wrong and what to do
     */
    public static PrivacyConsent read(byte[] consent, ZoneId zone) {
        Map<String, Object> root = JsonTree.object(consent);
        if (!JsonTree.text(root, "resourceType").equals("Consent")) {
            throw FhirJson.refuse("structure", "$this", "a consent is read from a Consent; send that resource type");
        }
        if (root.containsKey("modifierExtension")) {
            throw FhirJson.refuse(
                    "not-supported", "Consent.modifierExtension", "a modifier is not understood; leave it out");
        }
        String status = JsonTree.text(root, "status");
        if (!STATES.contains(status)) {
            throw FhirJson.refuse(
                    "required",
                    "Consent.status",
                    "the status is missing or unknown; use `active` or another of its value set");
        }
        String patient =
                JsonTree.text(JsonTree.map(root, root.containsKey("subject") ? "subject" : "patient"), "reference");
        if (patient.isEmpty()) {
            throw FhirJson.refuse("required", "Consent.patient", "the patient is missing; name him as `Patient/…`");
        }
        String signed = root.containsKey("dateTime") ? JsonTree.text(root, "dateTime") : JsonTree.text(root, "date");
        return new PrivacyConsent(
                patient,
                status,
                signed.isEmpty() ? Optional.empty() : Optional.of(FhirTimes.start(signed, zone, "Consent.dateTime")),
                proxy(root, patient),
                clauses(root, new ClauseReader(zone)));
    }

    private static boolean proxy(Map<String, Object> root, String patient) {
        List<Map<String, Object>> performers = new ArrayList<>(JsonTree.maps(root, "performer"));
        performers.addAll(JsonTree.maps(root, "grantor"));
        return !performers.isEmpty()
                && performers.stream()
                        .noneMatch(each -> JsonTree.text(each, "reference").equals(patient));
    }

    private static List<Provision> clauses(Map<String, Object> root, ClauseReader reader) {
        List<Provision> clauses = new ArrayList<>();
        boolean r5 = root.containsKey("decision") || root.get("provision") instanceof List<?>;
        if (r5) {
            clauses.add(reader.r5(root));
        } else if (root.containsKey("provision")) {
            clauses.addAll(reader.r4(JsonTree.map(root, "provision")));
        }
        if (clauses.isEmpty()) {
            policy(root).ifPresent(clauses::addAll);
        }
        if (clauses.isEmpty()) {
            throw FhirJson.refuse(
                    "required",
                    "Consent.provision",
                    "nothing is permitted or denied; add a provision or name an implicit policy");
        }
        if (clauses.stream().mapToInt(Provision::size).sum() > MAX_CLAUSES
                || clauses.stream().anyMatch(each -> each.depth() > Provision.MAX_DEPTH)) {
            throw FhirJson.refuse(
                    "too-long",
                    "Consent.provision",
                    "at most " + MAX_CLAUSES + " clauses that nest " + Provision.MAX_DEPTH
                            + " deep are taken; split it");
        }
        return clauses;
    }

    /** The four implicit policies of IHE PCF; they speak of treatment, since no purpose may be agreed to in blank (CON-18). */
    private static Optional<List<Provision>> policy(Map<String, Object> root) {
        List<String> named = new ArrayList<>();
        JsonTree.maps(root, "policy").forEach(each -> named.add(JsonTree.text(each, "uri")));
        named.add(JsonTree.text(JsonTree.map(root, "policyBasis"), "uri"));
        JsonTree.maps(JsonTree.map(root, "policyRule"), "coding")
                .forEach(each -> named.add(JsonTree.text(each, "code")));
        for (String uri : named) {
            String name = uri.startsWith(POLICY) ? uri.substring(POLICY.length()) : "";
            Optional<List<Provision>> found =
                    switch (name) {
                        case "basic-normal" -> Optional.of(List.of(care(true, Set.of("NORMAL"), Purpose.TREATMENT)));
                        case "all-normal" -> Optional.of(List.of(care(true, Set.of(), Purpose.TREATMENT)));
                        case "break-glass-only" ->
                            Optional.of(List.of(new Provision(
                                    "policy",
                                    false,
                                    Provision.Reach.ALL,
                                    List.of(care(true, Set.of(), Purpose.EMERGENCY)))));
                        case "deny" ->
                            Optional.of(List.of(new Provision("policy", false, Provision.Reach.ALL, List.of())));
                        default -> Optional.empty();
                    };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Provision care(boolean permit, Set<String> labels, Purpose purpose) {
        var reach = new Provision.Reach(
                Provision.Who.ANYBODY,
                Set.of(purpose),
                Set.<Action>of(),
                new Provision.What(Set.of(), Set.of(), labels),
                Span.ALWAYS,
                Provision.Rows.ALL);
        return new Provision("policy", permit, reach, List.of());
    }

    /** The moment a date begins or ends at. */
    static final class FhirTimes {
        private FhirTimes() {}

        static Instant start(String written, ZoneId zone, String at) {
            return moment(written, zone, at, 0);
        }

        static Instant end(String written, ZoneId zone, String at) {
            return moment(written, zone, at, 1);
        }

        private static Instant moment(String written, ZoneId zone, String at, int further) {
            try {
                return switch (written.length()) {
                    case 4 ->
                        java.time.Year.parse(written)
                                .plusYears(further)
                                .atDay(1)
                                .atStartOfDay(zone)
                                .toInstant();
                    case 7 ->
                        java.time.YearMonth.parse(written)
                                .plusMonths(further)
                                .atDay(1)
                                .atStartOfDay(zone)
                                .toInstant();
                    case 10 ->
                        java.time.LocalDate.parse(written)
                                .plusDays(further)
                                .atStartOfDay(zone)
                                .toInstant();
                    default -> java.time.OffsetDateTime.parse(written).toInstant();
                };
            } catch (java.time.DateTimeException unreadable) {
                throw FhirJson.refuse("value", at, "the time can't be read; write a date, or a time with its offset");
            }
        }
    }
}
