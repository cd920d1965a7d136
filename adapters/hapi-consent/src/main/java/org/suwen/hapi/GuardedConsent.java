package org.suwen.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.interceptor.consent.ConsentOperationStatusEnum;
import ca.uhn.fhir.rest.server.interceptor.consent.ConsentOutcome;
import ca.uhn.fhir.rest.server.interceptor.consent.IConsentContextServices;
import ca.uhn.fhir.rest.server.interceptor.consent.IConsentService;
import ca.uhn.fhir.util.BundleUtil;
import ca.uhn.fhir.util.FhirTerser;
import ca.uhn.fhir.util.OperationOutcomeUtil;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;

/**
 * Guards a HAPI FHIR R4 server with the decision engine: what may not be seen is left out, what may be seen in part is cut
 * down, and the caller is told that something is withheld, never what.
 *
 * <p>Register it as {@code new ConsentInterceptor(guard)}. It decides on reading; whoever searches by what is hidden finds
 * nothing, and totals are taken away by the interceptor.
 */
public final class GuardedConsent implements IConsentService {

    private static final Set<RestOperationTypeEnum> READING = EnumSet.of(
            RestOperationTypeEnum.READ,
            RestOperationTypeEnum.VREAD,
            RestOperationTypeEnum.SEARCH_TYPE,
            RestOperationTypeEnum.SEARCH_SYSTEM,
            RestOperationTypeEnum.GET_PAGE,
            RestOperationTypeEnum.HISTORY_INSTANCE,
            RestOperationTypeEnum.HISTORY_TYPE,
            RestOperationTypeEnum.HISTORY_SYSTEM,
            RestOperationTypeEnum.METADATA);

    private final Judge judge;
    private final HospitalFacts hospital;

    /** A guard that decides with {@code judge} on what {@code hospital} knows. */
    public GuardedConsent(Judge judge, HospitalFacts hospital) {
        this.judge = judge;
        this.hospital = hospital;
    }

    /** Nobody unknown gets further, and no operation but reading unless the hospital says so. */
    @Override
    public ConsentOutcome startOperation(RequestDetails request, IConsentContextServices services) {
        if (request.getFhirContext().getVersion().getVersion() != FhirVersionEnum.R4) {
            throw new IllegalStateException("this guard understands R4 and no other version");
        }
        Optional<HospitalFacts.Caller> caller = hospital.caller(request);
        boolean reads = READING.contains(request.getRestOperationType());
        boolean allowed = caller.isPresent() && (reads || hospital.mayWrite(caller.get(), request));
        return allowed ? ConsentOutcome.PROCEED : ConsentOutcome.REJECT;
    }

    /** Where a server asks before it counts and pages: what may not be seen at all is not there. */
    @Override
    public ConsentOutcome canSeeResource(
            RequestDetails request, IBaseResource resource, IConsentContextServices services) {
        return sight(request, resource) instanceof Judge.Sight.Closed ? ConsentOutcome.REJECT : ConsentOutcome.PROCEED;
    }

    /** Cuts down what is shown and takes out what is not, entries of a bundle with their addresses. */
    @Override
    public ConsentOutcome willSeeResource(
            RequestDetails request, IBaseResource resource, IConsentContextServices services) {
        if (resource instanceof IBaseBundle bundle) {
            bundle(request, bundle);
            return new ConsentOutcome(ConsentOperationStatusEnum.AUTHORIZED);
        }
        return switch (sight(request, resource)) {
            case Judge.Sight.Open open -> ConsentOutcome.AUTHORIZED;
            case Judge.Sight.Cut cut -> new ConsentOutcome(ConsentOperationStatusEnum.AUTHORIZED, cut.resource());
            case Judge.Sight.Closed closed
            when closed.hidden() -> throw new ResourceNotFoundException(asAsked(request.getFhirContext(), resource));
            case Judge.Sight.Closed closed ->
                throw new ForbiddenOperationException(
                        "withheld: " + closed.reason(), outcome(request, List.of(closed.reason())));
        };
    }

    /** The id as an address names it, so that the refusal is worded as for what isn't there. */
    private static IIdType asAsked(FhirContext context, IBaseResource resource) {
        IIdType id = context.getVersion().newIdType();
        id.setParts(
                null, context.getResourceType(resource), resource.getIdElement().getIdPart(), null);
        return id;
    }

    private Judge.Sight sight(RequestDetails request, IBaseResource resource) {
        HospitalFacts.Caller caller =
                hospital.caller(request).orElseThrow(() -> new ForbiddenOperationException("nobody known"));
        return judge.sight(request.getFhirContext(), caller, resource, hospital);
    }

    private void bundle(RequestDetails request, IBaseBundle bundle) {
        FhirContext context = request.getFhirContext();
        FhirTerser terser = context.newTerser();
        SortedSet<String> reasons = new TreeSet<>();
        List<IBase> kept = new ArrayList<>();
        for (IBase entry : terser.getValues(bundle, "Bundle.entry")) {
            IBaseResource resource = terser.getSingleValueOrNull(entry, "resource", IBaseResource.class);
            if (resource == null) {
                continue; // a response that only says that something was done or left out
            }
            if (resource instanceof IBaseBundle inner) {
                bundle(request, inner);
                kept.add(entry);
                continue;
            }
            switch (sight(request, resource)) {
                case Judge.Sight.Open open -> kept.add(entry);
                case Judge.Sight.Cut cut -> {
                    set(context, entry, cut.resource());
                    kept.add(entry);
                }
                case Judge.Sight.Closed closed -> {
                    if (!closed.hidden()) {
                        reasons.add(closed.reason());
                    }
                }
            }
        }
        replace(context, bundle, kept);
        if (!reasons.isEmpty()) {
            tell(context, bundle, outcome(request, List.copyOf(reasons)));
        }
        BundleUtil.setTotal(context, bundle, null);
    }

    private static void set(FhirContext context, IBase entry, IBaseResource resource) {
        context.getElementDefinition(entry.getClass())
                .getChildByName("resource")
                .getMutator()
                .setValue(entry, resource);
    }

    private static void replace(FhirContext context, IBaseBundle bundle, List<IBase> kept) {
        var entries =
                context.getResourceDefinition(bundle).getChildByName("entry").getMutator();
        entries.setValue(bundle, null);
        kept.forEach(entry -> entries.addValue(bundle, entry));
    }

    /** A notice that something is withheld; it depends on caller and patient, not on what was searched for (I9). */
    private static void tell(FhirContext context, IBaseBundle bundle, IBaseOperationOutcome outcome) {
        FhirTerser terser = context.newTerser();
        IBase entry = terser.addElement(bundle, "Bundle.entry");
        set(context, entry, outcome);
        terser.setElement(entry, "search.mode", "outcome");
    }

    private static IBaseOperationOutcome outcome(RequestDetails request, List<String> reasons) {
        FhirContext context = request.getFhirContext();
        IBaseOperationOutcome outcome = OperationOutcomeUtil.newInstance(context);
        reasons.forEach(
                reason -> OperationOutcomeUtil.addIssue(context, outcome, "information", reason, null, "suppressed"));
        return outcome;
    }
}
