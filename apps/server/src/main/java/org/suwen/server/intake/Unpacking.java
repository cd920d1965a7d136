package org.suwen.server.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

    /** What other things hang on: relations, identity, choices. */
    private static final Set<String> KEPT = Set.of("Patient", "Encounter", "Consent");

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
            throw RefusedInputException.of(422, "not-supported", "Bundle.type", "only a `transaction` is taken");
        }
        List<Act> acts = new ArrayList<>();
        for (Bundles.Entry entry : bundle.entries()) {
            acts.add(act(bundle, entry));
        }
        return acts(acts, (type, system, value) -> Optional.empty());
    }

    Parcel single(String type, byte[] body) {
        FhirScan scan = FhirScan.of(body);
        if (!scan.type().equals(type)) {
            throw RefusedInputException.of(
                    400, "invalid", "resourceType", "the address takes `" + type + "` and the body is of another type");
        }
        return acts(List.of(new Act.Create("$this", "", type, body)), (kind, system, value) -> Optional.empty());
    }

    private static Act act(Bundles bundle, Bundles.Entry entry) {
        String path = "Bundle.entry[" + entry.index() + "].resource";
        boolean conditional =
                !entry.ifNoneExist().isEmpty() || !entry.condition().isEmpty();
        if (!conditional && entry.method() == Bundles.Method.POST) {
            return new Act.Create(path, entry.fullUrl(), entry.type(), bundle.resource(entry));
        }
        if (!conditional && entry.method() == Bundles.Method.PUT && !entry.id().isEmpty()) {
            return new Act.Update(
                    path, entry.fullUrl(), entry.type(), entry.id(), OptionalLong.empty(), bundle.resource(entry));
        }
        throw RefusedInputException.of(
                422, "not-supported", path, "only plain creates and updates are taken here; use the FHIR interface");
    }

    /** Finds a resource that a reference names by an identifier. */
    @FunctionalInterface
    interface Finder {
        /** {@code Type/id}; empty when there is none, or more than one. */
        Optional<String> find(String type, String system, String value);
    }

    Parcel acts(List<Act> acts, Finder finder) {
        if (acts.isEmpty() || acts.size() > RESOURCE_LIMIT) {
            throw RefusedInputException.of(
                    422, "too-costly", "Bundle.entry", "a transaction holds 1 to `" + RESOURCE_LIMIT + "` entries");
        }
        List<Slot> slots = new ArrayList<>();
        List<Ending> endings = new ArrayList<>();
        List<Intake.Stored> order = new ArrayList<>();
        Map<String, Long> expected = new HashMap<>();
        Map<String, String> byFullUrl = new HashMap<>();
        Set<String> touched = new LinkedHashSet<>();
        for (Act act : acts) {
            Intake.Stored made = take(act, slots, endings, expected);
            order.add(made);
            if (!(act instanceof Act.Keep) && !touched.add(made.type() + "/" + made.id())) {
                throw RefusedInputException.of(
                        422,
                        "duplicate",
                        act.path(),
                        "a transaction changes a resource once, and this one does it twice");
            }
            fullUrl(act).ifPresent(url -> byFullUrl.put(url, made.type() + "/" + made.id()));
        }
        return parcel(slots, endings, new Parcel.Terms(expected, order), resolver(byFullUrl, finder));
    }

    private static Optional<String> fullUrl(Act act) {
        String url =
                switch (act) {
                    case Act.Create create -> create.fullUrl();
                    case Act.Update update -> update.fullUrl();
                    case Act.Keep keep -> keep.fullUrl();
                    case Act.Delete delete -> "";
                };
        return url.isEmpty() ? Optional.empty() : Optional.of(url);
    }

    private Intake.Stored take(Act act, List<Slot> slots, List<Ending> endings, Map<String, Long> expected) {
        return switch (act) {
            case Act.Create create -> {
                String id = newId(create.type());
                slots.add(new Slot(create.path(), create.fullUrl(), create.type(), id, 1, create.body()));
                yield new Intake.Stored(create.type(), id, 1);
            }
            case Act.Update update -> {
                long version = existing(update.type(), update.id()).row().version() + 1;
                slots.add(
                        new Slot(update.path(), update.fullUrl(), update.type(), update.id(), version, update.body()));
                update.expected().ifPresent(at -> expected.put(update.type() + "/" + update.id(), at));
                yield new Intake.Stored(update.type(), update.id(), version);
            }
            case Act.Delete delete -> {
                var ending = new Ending(delete.type(), delete.id(), existing(delete.type(), delete.id()));
                if (KEPT.contains(delete.type())) {
                    throw RefusedInputException.of(
                            422,
                            "business-rule",
                            delete.path(),
                            "a `" + delete.type()
                                    + "` is not deleted: give it a status that ends it; erasure is another matter");
                }
                endings.add(ending);
                delete.expected().ifPresent(at -> expected.put(delete.type() + "/" + delete.id(), at));
                yield new Intake.Stored(delete.type(), delete.id(), ending.version());
            }
            case Act.Keep keep -> new Intake.Stored(keep.type(), keep.id(), keep.version());
        };
    }

    private Sealed existing(String type, String id) {
        return vault.locate(type, id).orElseThrow(NoSuchResourceException::new);
    }

    private String newId(String type) {
        return type.isEmpty() ? "" : ids.get().toString();
    }

    private Parcel parcel(List<Slot> slots, List<Ending> endings, Parcel.Terms terms, ReferenceResolver resolver) {
        checkStructure(slots);
        List<Piece> pieces = new ArrayList<>();
        for (Slot slot : slots) {
            var stamp = new Rewriting.Stamp(slot.id(), slot.version(), now);
            byte[] json = Rewriting.rewrite(slot.raw(), stamp, resolver);
            pieces.add(new Piece(slot.type(), slot.id(), slot.version(), json, FhirScan.of(json)));
        }
        return onePatient(pieces, endings, terms);
    }

    private static ReferenceResolver resolver(Map<String, String> byFullUrl, Finder finder) {
        return new ReferenceResolver() {
            @Override
            public Optional<String> byFullUrl(String fullUrl) {
                return Optional.ofNullable(byFullUrl.get(fullUrl));
            }

            @Override
            public Optional<String> byIdentifier(String type, String system, String value) {
                return finder.find(type, system, value);
            }
        };
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

    private Parcel onePatient(List<Piece> pieces, List<Ending> endings, Parcel.Terms terms) {
        Set<String> patients = new LinkedHashSet<>();
        pieces.forEach(piece -> piece.scan().patient().ifPresent(patients::add));
        endings.forEach(ending -> patients.add("Patient/" + ending.current().patient()));
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
        return new Parcel(patient, !created, pieces, endings, terms);
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
