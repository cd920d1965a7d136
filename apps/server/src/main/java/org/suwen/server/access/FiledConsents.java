package org.suwen.server.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.decision.Provision;
import org.suwen.decision.Span;
import org.suwen.decision.consent.Ages;
import org.suwen.decision.consent.Clauses;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.fhir.FhirIssue;
import org.suwen.fhir.InvalidFhirException;
import org.suwen.fhir.PrivacyConsent;

/** Privacy consents captured elsewhere and delivered as FHIR: what the law forbids is refused, the rest becomes an act. */
public final class FiledConsents {

    private static final int MINOR = 18;

    private FiledConsents() {}

    /**
     * Refuses what no consent may be: one to any purpose (CON-18), a minor's own (AGR-29).
     *
     * @throws InvalidFhirException naming the element and what to do
     */
    public static void check(PatientCard card, PrivacyConsent consent, LocalDate today) {
        if (consent.clauses().stream().noneMatch(Provision::agrees)) {
            return;
        }
        List<String> blanket = Clauses.blanket(consent.clauses());
        if (!blanket.isEmpty()) {
            throw refuse(blanket.getFirst() + ".purpose", "it agrees to any purpose (CON-18); name each purpose");
        }
        boolean minor = card.person()
                .birthDate()
                .map(born -> Ages.completed(born, today) < MINOR)
                .orElse(false);
        if (minor && !consent.byProxy()) {
            throw refuse(
                    "Consent.performer",
                    "a minor consents through a guardian (AGR-29); name the guardian as performer");
        }
    }

    /** What a consent of an id does to a file as of now. */
    public static List<ConsentAct> acts(String id, PrivacyConsent consent, Instant now) {
        Instant signed = consent.at().filter(at -> at.isBefore(now)).orElse(now);
        return switch (consent.status()) {
            case "active" -> List.of(act(id, ConsentAct.Kind.GIVE, signed, now, consent.clauses()));
            case "inactive", "rejected" -> List.of(act(id, ConsentAct.Kind.WITHDRAW, now, now, List.of()));
            case "entered-in-error" -> List.of(act(id, ConsentAct.Kind.GIVE, now, now, List.of()));
            default -> List.of(); // a draft binds nobody
        };
    }

    private static ConsentAct act(
            String id, ConsentAct.Kind kind, Instant effective, Instant now, List<Provision> clauses) {
        SortedMap<String, List<Provision>> documents = new TreeMap<>();
        documents.put(id, clauses);
        var content = new ConsentAct.Content(new TreeMap<>(), documents, Span.ALWAYS, "", new TreeMap<>());
        return new ConsentAct(
                id + "@" + now,
                kind,
                now,
                effective,
                content,
                ConsentAct.Signing.by("", ConsentAct.Signer.PATIENT),
                "");
    }

    private static InvalidFhirException refuse(String at, String message) {
        return new InvalidFhirException(new FhirIssue("business-rule", at, 0, 0, message));
    }
}
