package org.suwen.server.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.suwen.fhir.Bundles;
import org.suwen.fhir.FhirIssue;
import org.suwen.fhir.FhirScan;
import org.suwen.fhir.ReferenceResolver;
import org.suwen.fhir.Rewriting;
import org.suwen.fhir.StructureCheck;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;

/**
 * Takes a bundle or a single resource apart: structure checked, ids given, references resolved, one patient found.
 *
 * <p>A transaction is about one patient, because nothing is stored across patients at once (design 7). Resources that name
 * no patient, such as a Medication, belong to the patient of their bundle.
 */
final class Unpacking {

    /** Most resources of one transaction. */
    static final int RESOURCE_LIMIT = 10_000;

    private static final int ISSUE_LIMIT = 100;

    private final Vault vault;
    private final Supplier<UUID> ids;
    private final Instant now;

    Unpacking(Vault vault, Supplier<UUID> ids, Instant now) {
        this.vault = vault;
        this.ids = ids;
        this.now = now;
    }

    /** A resource with the place it will have. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    private record Slot(String path, String fullUrl, String type, String id, long version, byte[] raw) {}

    Parcel transaction(byte[] body) {
        Bundles bundle = Bundles.read(body);
        if (!bundle.kind().equals("transaction")) {
            throw RefusedInputException.of(
                    422,
                    "not-supported",
                    "Bundle.type",
                    "only a `transaction` is taken; send each batch entry by itself");
        }
        if (bundle.entries().isEmpty() || bundle.entries().size() > RESOURCE_LIMIT) {
            throw RefusedInputException.of(
                    422, "too-costly", "Bundle.entry", "a transaction holds 1 to `" + RESOURCE_LIMIT + "` entries");
        }
        List<Slot> slots = new ArrayList<>();
        for (Bundles.Entry entry : bundle.entries()) {
            slots.add(slot(entry, bundle.resource(entry)));
        }
        return parcel(slots);
    }

    Parcel single(String type, byte[] body) {
        FhirScan scan = FhirScan.of(body);
        if (!scan.type().equals(type)) {
            throw RefusedInputException.of(
                    400, "invalid", "resourceType", "the address takes `" + type + "` and the body is of another type");
        }
        return parcel(List.of(new Slot(type, "", type, newId(type), 1, body)));
    }

    private Slot slot(Bundles.Entry entry, byte[] raw) {
        String path = "Bundle.entry[" + entry.index() + "].resource";
        return switch (entry.method()) {
            case POST -> {
                if (!entry.ifNoneExist().isEmpty()) {
                    throw RefusedInputException.of(
                            422,
                            "not-supported",
                            "Bundle.entry[" + entry.index() + "].request.ifNoneExist",
                            "conditional create is not taken yet; send the X-Request-Id header to store a bundle once");
                }
                yield new Slot(path, entry.fullUrl(), entry.type(), newId(entry.type()), 1, raw);
            }
            case PUT -> update(entry, path, raw);
        };
    }

    private Slot update(Bundles.Entry entry, String path, byte[] raw) {
        if (entry.id().isEmpty()) {
            throw RefusedInputException.of(
                    422,
                    "not-supported",
                    "Bundle.entry[" + entry.index() + "].request.url",
                    "an update names the id of an existing resource");
        }
        Optional<Sealed> existing = vault.locate(entry.type(), entry.id());
        if (existing.isEmpty()) {
            throw RefusedInputException.of(
                    422,
                    "not-found",
                    "Bundle.entry[" + entry.index() + "].request.url",
                    "ids are given by the server: create with POST, or name an existing resource");
        }
        long current = existing.get().row().version();
        return new Slot(path, entry.fullUrl(), entry.type(), entry.id(), current + 1, raw);
    }

    private String newId(String type) {
        return type.isEmpty() ? "" : ids.get().toString();
    }

    private Parcel parcel(List<Slot> slots) {
        checkStructure(slots);
        Map<String, String> byFullUrl = new HashMap<>();
        for (Slot slot : slots) {
            if (!slot.fullUrl().isEmpty()) {
                byFullUrl.put(slot.fullUrl(), slot.type() + "/" + slot.id());
            }
        }
        ReferenceResolver resolver = new ReferenceResolver() {
            @Override
            public Optional<String> byFullUrl(String fullUrl) {
                return Optional.ofNullable(byFullUrl.get(fullUrl));
            }

            @Override
            public Optional<String> byIdentifier(String type, String system, String value) {
                return Optional.empty();
            }
        };
        List<Piece> pieces = new ArrayList<>();
        for (Slot slot : slots) {
            var stamp = new Rewriting.Stamp(slot.id(), slot.version(), now);
            byte[] json = Rewriting.rewrite(slot.raw(), stamp, resolver);
            pieces.add(new Piece(slot.type(), slot.id(), slot.version(), json, FhirScan.of(json)));
        }
        return onePatient(pieces);
    }

    private static void checkStructure(List<Slot> slots) {
        List<FhirIssue> issues = new ArrayList<>();
        for (Slot slot : slots) {
            for (FhirIssue issue : StructureCheck.check(slot.raw())) {
                issues.add(new FhirIssue(
                        issue.code(), inBundle(slot, issue), issue.line(), issue.column(), issue.message()));
            }
            if (issues.size() > ISSUE_LIMIT) {
                break;
            }
        }
        if (!issues.isEmpty()) {
            throw new RefusedInputException(400, issues.subList(0, Math.min(issues.size(), ISSUE_LIMIT)));
        }
    }

    private static String inBundle(Slot slot, FhirIssue issue) {
        return slot.path().startsWith("Bundle") ? slot.path() + "/" + issue.path() : issue.path();
    }

    private Parcel onePatient(List<Piece> pieces) {
        Set<String> patients = new LinkedHashSet<>();
        pieces.forEach(piece -> piece.scan().patient().ifPresent(patients::add));
        if (patients.isEmpty()) {
            throw RefusedInputException.of(
                    422, "business-rule", "Bundle.entry", "nothing here names a patient; each submission is about one");
        }
        if (patients.size() > 1) {
            throw RefusedInputException.of(
                    422,
                    "business-rule",
                    "Bundle.entry",
                    "a transaction is about one patient and this one names `" + patients.size() + "`; split it");
        }
        String reference = patients.iterator().next();
        PatientId patient = patientOf(reference);
        boolean created = pieces.stream().anyMatch(piece -> piece.key().equals(reference) && piece.version() == 1);
        if (!created && vault.locate("Patient", patient.toString()).isEmpty()) {
            throw RefusedInputException.of(
                    422, "not-found", "Bundle.entry", "the patient that is named does not exist here");
        }
        return new Parcel(patient, !created, pieces);
    }

    private static PatientId patientOf(String reference) {
        try {
            return PatientId.of(reference.substring(reference.indexOf('/') + 1));
        } catch (IllegalArgumentException notOurs) {
            throw RefusedInputException.of(
                    422, "not-found", "Bundle.entry", "the patient that is named does not exist here");
        }
    }
}
