package org.suwen.fhir;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.suwen.classification.Coding;
import org.suwen.classification.Item;

/**
 * What one pass over a resource's JSON finds: the labeller's item, references, identifiers and dates. Paths have no
 * indexes and leave out the resource's type. It trusts nothing: elements that R4 does not know are walked too.
 *
 * @param type the resource type
 * @param id the logical id; empty when none
 * @param codings all codings, those of contained resources, extensions and {@code meta.security} included
 * @param references all references
 * @param identifiers all identifiers
 * @param dates dates and times of elements at the top and in periods there, by path, as written
 */
public record FhirScan(
        String type,
        String id,
        List<Coding> codings,
        List<Reference> references,
        List<Identifier> identifiers,
        Map<String, String> dates) {
    private static final List<String> SUBJECTS =
            List.of("subject", "patient", "beneficiary", "for", "individual", "target");
    private static final List<String> ENCOUNTERS =
            List.of("encounter", "context", "context.encounter", "item.encounter");
    private static final List<String> AUTHORS = List.of(
            "performer",
            "performer.actor",
            "author",
            "recorder",
            "asserter",
            "requester",
            "participant.individual",
            "agent.who");
    private static final List<String> TIMES = List.of(
            "effectiveDateTime",
            "effectiveInstant",
            "effectivePeriod.start",
            "performedDateTime",
            "performedPeriod.start",
            "occurrenceDateTime",
            "occurrencePeriod.start",
            "onsetDateTime",
            "onsetPeriod.start",
            "authoredOn",
            "issued",
            "date",
            "started",
            "recordedDate",
            "created",
            "period.start",
            "billablePeriod.start",
            "start",
            "recorded",
            "dateTime");

    /**
     * A reference of a resource.
     *
     * @param path where it stands
     * @param reference its literal part, for instance {@code Patient/7}; empty when none
     * @param system system of its logical part; empty when none
     * @param value value of its logical part; empty when none
     */
    public record Reference(String path, String reference, String system, String value) {}

    /**
     * An identifier of a resource.
     *
     * @param path where it stands
     * @param system its system; empty when none
     * @param value its value; empty when none
     */
    public record Identifier(String path, String system, String value) {}

    public FhirScan {
        codings = List.copyOf(codings);
        references = List.copyOf(references);
        identifiers = List.copyOf(identifiers);
        dates = Map.copyOf(dates);
    }

    /**
     * Scans a resource.
     *
     * @throws InvalidFhirException when it is not a JSON object with a resource type, or breaks a limit
     */
    public static FhirScan of(byte[] resource) {
        return new ScanWalk(resource).run();
    }

    /** What the labeller sees. A medication named by reference must be added by the caller, see {@link #with}. */
    public Item item() {
        return Item.of(type, codings);
    }

    /** The labeller's item with further codings, for instance of the Medication that this resource refers to. */
    public Item with(String path, List<Coding> further) {
        List<Coding> moved = further.stream()
                .map(coding -> new Coding(path + "." + coding.path(), coding.system(), coding.code()))
                .toList();
        return Item.of(type, Stream.concat(codings.stream(), moved.stream()).toList());
    }

    /** The patient it is about: the literal reference, or its own for a Patient; empty when it is about nobody. */
    public Optional<String> patient() {
        if (type.equals("Patient") && !id.isEmpty()) {
            return Optional.of("Patient/" + id);
        }
        return first(SUBJECTS, Set.of("Patient"));
    }

    /** The encounter it belongs to; its own for an Encounter. */
    public Optional<String> encounter() {
        if (type.equals("Encounter") && !id.isEmpty()) {
            return Optional.of("Encounter/" + id);
        }
        return first(ENCOUNTERS, Set.of("Encounter"));
    }

    /** The author: the first performer, author, recorder, asserter or requester that is named. */
    public Optional<Reference> author() {
        for (String path : AUTHORS) {
            for (Reference reference : references) {
                if (reference.path().equals(path)) {
                    return Optional.of(reference);
                }
            }
        }
        return Optional.empty();
    }

    /** When what it tells happened, as written; the most telling date of its kind. */
    public Optional<String> time() {
        for (String path : TIMES) {
            String date = dates.get(path);
            if (date != null) {
                return Optional.of(date);
            }
        }
        return Optional.empty();
    }

    private Optional<String> first(List<String> paths, Set<String> targets) {
        for (String path : paths) {
            for (Reference reference : references) {
                if (reference.path().equals(path) && pointsAt(reference.reference(), targets)) {
                    return Optional.of(reference.reference());
                }
            }
        }
        return Optional.empty();
    }

    /** A {@code urn:uuid} of a bundle tells no type: it counts where only one type can stand. */
    private static boolean pointsAt(String reference, Set<String> targets) {
        if (reference.startsWith("urn:")) {
            return true;
        }
        for (String target : targets) {
            if (reference.startsWith(target + "/")
                    || reference.contains("/" + target + "/")
                    || reference.startsWith(target + "?")) {
                return true;
            }
        }
        return false;
    }
}
