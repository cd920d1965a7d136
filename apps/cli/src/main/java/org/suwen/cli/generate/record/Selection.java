package org.suwen.cli.generate.record;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Which of Synthea's resources go on into the hospital's record. */
final class Selection {

    /** Replaced by our own, or without meaning outside the United States. */
    private static final Set<String> DROPPED =
            Set.of("Patient", "Provenance", "CareTeam", "DocumentReference", "SupplyDelivery");

    private static final Set<String> FINANCIAL = Set.of("Claim", "ExplanationOfBenefit");

    /** The social survey of United States practices (PRAPARE). */
    private static final String SOCIAL_SURVEY = "93025-5";

    private final Vocabulary vocabulary;
    private final boolean ordinary;
    private final int claims;

    Selection(Vocabulary vocabulary, boolean ordinary, int claims) {
        this.vocabulary = vocabulary;
        this.ordinary = ordinary;
        this.claims = claims;
    }

    List<Entry> select(RawRecord raw) {
        Set<String> settled = latestClaims(raw);
        List<Entry> kept = raw.entries().stream()
                .filter(entry -> !DROPPED.contains(entry.type()))
                .filter(entry -> !FINANCIAL.contains(entry.type()) || isOf(settled, entry))
                .filter(this::isClinical)
                .toList();
        Set<String> urls = kept.stream().map(Entry::fullUrl).collect(Collectors.toSet());
        return kept.stream().filter(entry -> hasWhatItNeeds(entry, urls)).toList();
    }

    private Set<String> latestClaims(RawRecord raw) {
        return raw.entries().stream()
                .filter(entry -> entry.type().equals("Claim"))
                .sorted(Comparator.comparing((Entry entry) ->
                                entry.resource().path("created").asString(""))
                        .thenComparing(Entry::fullUrl)
                        .reversed())
                .limit(claims)
                .map(Entry::fullUrl)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isOf(Set<String> claims, Entry entry) {
        String claim = entry.resource().path("claim").path("reference").asString("");
        return claims.contains(entry.fullUrl()) || claims.contains(claim);
    }

    private boolean isClinical(Entry entry) {
        return switch (entry.type()) {
            case "Condition" -> !isLeftOut(code(entry));
            case "Observation" -> !code(entry).equals(SOCIAL_SURVEY);
            case "DiagnosticReport" ->
                !code(entry).equals(SOCIAL_SURVEY) && !entry.resource().has("presentedForm");
            default -> true;
        };
    }

    /** Whether a code is a social finding, or a special disease of a patient who is to have none. */
    boolean isLeftOut(String snomed) {
        return vocabulary
                .diagnosis(snomed)
                .filter(diagnosis -> diagnosis.isSocialFinding() || (ordinary && diagnosis.isSpecial()))
                .isPresent();
    }

    private static boolean hasWhatItNeeds(Entry entry, Set<String> urls) {
        JsonNode medication = entry.resource().path("medicationReference").path("reference");
        return medication.isMissingNode() || urls.contains(medication.asString());
    }

    private static String code(Entry entry) {
        return entry.resource().path("code").path("coding").path(0).path("code").asString("");
    }
}
