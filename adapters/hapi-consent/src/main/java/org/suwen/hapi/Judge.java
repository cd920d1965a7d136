package org.suwen.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.suwen.classification.Elements;
import org.suwen.classification.Granularity;
import org.suwen.classification.IdentifierKind;
import org.suwen.classification.LabelRules;
import org.suwen.classification.Labeller;
import org.suwen.decision.Action;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.Duty;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Origin;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.Permit;
import org.suwen.decision.Request;
import org.suwen.decision.Row;
import org.suwen.fhir.FhirScan;
import org.suwen.fhir.Projection;
import org.suwen.fhir.Reduction;

/** Labels a resource and decides whether a caller sees it. Thread-safe. */
public final class Judge {

    /** What is about no patient and is open to whoever may ask at all. */
    private static final Set<String> ABOUT_NOBODY = Set.of(
            "CapabilityStatement",
            "CodeSystem",
            "ConceptMap",
            "HealthcareService",
            "Location",
            "Medication",
            "OperationOutcome",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "Questionnaire",
            "SearchParameter",
            "StructureDefinition",
            "ValueSet");

    private static final int DAY = "2025-06-10".length();

    private final DecisionEngine engine;
    private final Labeller labeller;
    private final Projection projection;
    private final String institution;
    private final Clock clock;

    /**
     * A judge.
     *
     * @param engine with the rulebook in force
     * @param labels the rules of labels
     * @param institution the hospital's code, as its rulebook and patients' facts name it
     */
    public Judge(DecisionEngine engine, LabelRules labels, String institution, Clock clock) {
        this.engine = engine;
        this.labeller = new Labeller(labels);
        this.projection = new Projection(new Elements(labels));
        this.institution = institution;
        this.clock = clock;
    }

    /** How much of a resource is seen. */
    sealed interface Sight {
        /** All of it. */
        record Open() implements Sight {}

        /** This much; a copy. */
        record Cut(IBaseResource resource) implements Sight {}

        /**
         * Nothing.
         *
         * @param hidden whether not even that it is there
         * @param reason what may be told
         */
        record Closed(boolean hidden, String reason) implements Sight {}
    }

    Sight sight(FhirContext context, HospitalFacts.Caller caller, IBaseResource resource, HospitalFacts hospital) {
        String type = context.getResourceType(resource);
        if (ABOUT_NOBODY.contains(type)) {
            return new Sight.Open();
        }
        IParser parser = context.newJsonParser();
        byte[] json = parser.encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
        FhirScan scan = FhirScan.of(json);
        Optional<PatientFacts> patient = scan.patient()
                .map(reference -> reference.substring(reference.indexOf('/') + 1))
                .flatMap(hospital::patient);
        if (patient.isEmpty()) {
            return new Sight.Closed(true, "NO_PATIENT");
        }
        var request = new Request(
                caller.actor(),
                Optional.empty(),
                caller.purpose(),
                Action.READ,
                caller.environment(),
                patient.get(),
                clock.instant());
        Optional<CareUnit> unit = scan.encounter().flatMap(hospital::unit);
        var data =
                new DecisionClass(type, labeller.label(scan.item()).labels(), unit, new Origin(institution, "PERSON"));
        Decision decision = engine.decide(request, data).forRow(row(scan));
        hospital.enter(caller, type + "/" + scan.id(), decision);
        return switch (decision) {
            case Deny deny -> closed(deny, caller);
            case Permit permit -> shown(permit, json, parser);
        };
    }

    private static Row row(FhirScan scan) {
        Optional<String> author = scan.author().map(FhirScan.Reference::value).filter(id -> !id.isEmpty());
        Optional<LocalDate> day =
                scan.time().filter(text -> text.length() >= DAY).map(text -> LocalDate.parse(text.substring(0, DAY)));
        return new Row(scan.id(), author, day);
    }

    private static Sight closed(Deny deny, HospitalFacts.Caller caller) {
        boolean showable = deny.reason().showable(caller.actor().role());
        return new Sight.Closed(
                deny.reason().hides() && !showable, showable ? deny.reason().code() : "WITHHELD");
    }

    private Sight shown(Permit permit, byte[] json, IParser parser) {
        Reduction reduction = reduction(permit.duties());
        if (reduction.isNone()) {
            return new Sight.Open();
        }
        byte[] less = projection.apply(json, reduction);
        return new Sight.Cut(parser.parseResource(new String(less, StandardCharsets.UTF_8)));
    }

    private static Reduction reduction(List<Duty> duties) {
        Set<IdentifierKind> mask = new HashSet<>();
        Granularity upTo = Granularity.DETAIL;
        for (Duty duty : duties) {
            if (duty.kind() == DutyKind.MASK) {
                mask.addAll(EnumSet.complementOf(EnumSet.of(IdentifierKind.NONE)));
            } else if (duty.kind() == DutyKind.REDUCE) {
                Granularity cap = Granularity.valueOf(duty.parameters().getOrDefault("granularity", "OVERVIEW"));
                upTo = cap.compareTo(upTo) < 0 ? cap : upTo;
            }
        }
        return new Reduction(mask, upTo, Set.of(), Set.of());
    }
}
