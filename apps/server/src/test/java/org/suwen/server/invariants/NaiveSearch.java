package org.suwen.server.invariants;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Search as FHIR describes it, written down once more over plain JSON and for a few parameters only. */
final class NaiveSearch {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Parameters by type: name, kind, and the elements. */
    static final Map<String, List<Parameter>> PARAMETERS = Map.of(
            "Observation",
            List.of(
                    new Parameter("code", Kind.TOKEN, "code"),
                    new Parameter("category", Kind.TOKEN, "category"),
                    new Parameter("status", Kind.TOKEN, "status"),
                    new Parameter("date", Kind.DATE, "effectiveDateTime", "effectivePeriod"),
                    new Parameter("value-quantity", Kind.QUANTITY, "valueQuantity"),
                    new Parameter("encounter", Kind.REFERENCE, "encounter")),
            "Condition",
            List.of(
                    new Parameter("code", Kind.TOKEN, "code"),
                    new Parameter("clinical-status", Kind.TOKEN, "clinicalStatus"),
                    new Parameter("onset-date", Kind.DATE, "onsetDateTime", "onsetPeriod"),
                    new Parameter("recorded-date", Kind.DATE, "recordedDate"),
                    new Parameter("encounter", Kind.REFERENCE, "encounter")),
            "Encounter",
            List.of(
                    new Parameter("class", Kind.TOKEN, "class"),
                    new Parameter("status", Kind.TOKEN, "status"),
                    new Parameter("type", Kind.TOKEN, "type"),
                    new Parameter("date", Kind.DATE, "period")),
            "Procedure",
            List.of(
                    new Parameter("code", Kind.TOKEN, "code"),
                    new Parameter("date", Kind.DATE, "performedDateTime", "performedPeriod"),
                    new Parameter("encounter", Kind.REFERENCE, "encounter")),
            "MedicationRequest",
            List.of(
                    new Parameter("code", Kind.TOKEN, "medicationCodeableConcept"),
                    new Parameter("intent", Kind.TOKEN, "intent"),
                    new Parameter("authoredon", Kind.DATE, "authoredOn")),
            "Patient",
            List.of(
                    new Parameter("gender", Kind.TOKEN, "gender"),
                    new Parameter("birthdate", Kind.DATE, "birthDate"),
                    new Parameter("family", Kind.STRING, "name"),
                    new Parameter("identifier", Kind.TOKEN, "identifier")));

    private NaiveSearch() {}

    enum Kind {
        TOKEN,
        DATE,
        QUANTITY,
        REFERENCE,
        STRING
    }

    record Parameter(String name, Kind kind, List<String> elements) {
        Parameter(String name, Kind kind, String first, String... more) {
            this(name, kind, Stream.concat(Stream.of(first), Stream.of(more)).toList());
        }

        List<JsonNode> values(JsonNode resource) {
            List<JsonNode> found = new ArrayList<>();
            for (String element : elements) {
                JsonNode value = resource.path(element);
                if (value.isArray()) {
                    value.forEach(found::add);
                } else if (!value.isMissingNode()) {
                    found.add(value);
                }
            }
            return found;
        }

        /** What a value of this element would be asked for with; empty when it says nothing. */
        List<String> words(JsonNode value) {
            return switch (kind) {
                case TOKEN -> tokens(value);
                case DATE -> dates(value);
                case QUANTITY ->
                    value.has("value") ? List.of(value.path("value").asDecimal().toPlainString()) : List.of();
                case REFERENCE ->
                    value.has("reference") ? List.of(value.path("reference").asString()) : List.of();
                case STRING ->
                    value.has("family") ? List.of(value.path("family").asString()) : List.of();
            };
        }

        boolean isMissing(JsonNode resource) {
            return values(resource).stream().allMatch(value -> words(value).isEmpty());
        }

        Predicate<JsonNode> asks(String wanted) {
            return resource -> values(resource).stream().anyMatch(value -> meets(value, wanted));
        }

        private boolean meets(JsonNode value, String wanted) {
            return switch (kind) {
                case TOKEN, REFERENCE -> words(value).contains(wanted);
                case STRING ->
                    words(value).stream()
                            .anyMatch(
                                    word -> word.toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT)));
                case DATE -> !dates(value).isEmpty() && onDate(value, wanted);
                case QUANTITY ->
                    value.has("value") && amount(value.path("value").asDecimal(), wanted);
            };
        }
    }

    private static List<String> tokens(JsonNode value) {
        List<String> words = new ArrayList<>();
        if (value.isString()) {
            words.add(value.asString());
        }
        List<JsonNode> codings = new ArrayList<>();
        value.path("coding").forEach(codings::add);
        if (value.has("code") && value.path("code").isString()) {
            codings.add(value);
        }
        for (JsonNode coding : codings) {
            if (coding.has("code")) {
                words.add(coding.path("code").asString());
                words.add(coding.path("system").asString("") + "|"
                        + coding.path("code").asString());
            }
        }
        if (value.has("value") && value.has("system")) {
            words.add(value.path("value").asString());
            words.add(
                    value.path("system").asString() + "|" + value.path("value").asString());
        }
        if (words.isEmpty() && value.has("text")) {
            words.add("\u0000 only a text");
        }
        return words;
    }

    private static List<String> dates(JsonNode value) {
        List<String> words = new ArrayList<>();
        for (JsonNode each : List.of(value, value.path("start"), value.path("end"))) {
            if (each.isString()) {
                words.add(each.asString());
            }
        }
        return words;
    }

    /** First moment and the one after the last, in milliseconds. */
    private static long[] stretch(String text) {
        if (text.length() > 10) {
            long at = OffsetDateTime.parse(text).toInstant().toEpochMilli();
            boolean fraction = text.indexOf('.') > 0;
            return new long[] {at, at + (fraction ? 1 : 1000)};
        }
        LocalDate first =
                switch (text.length()) {
                    case 4 -> LocalDate.of(Integer.parseInt(text), 1, 1);
                    case 7 -> YearMonth.parse(text).atDay(1);
                    default -> LocalDate.parse(text);
                };
        LocalDate after =
                switch (text.length()) {
                    case 4 -> first.plusYears(1);
                    case 7 -> first.plusMonths(1);
                    default -> first.plusDays(1);
                };
        return new long[] {millis(first), millis(after)};
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    }

    private static boolean onDate(JsonNode value, String wanted) {
        long from;
        long to;
        if (value.isString()) {
            from = stretch(value.asString())[0];
            to = stretch(value.asString())[1];
        } else {
            from = value.has("start") ? stretch(value.path("start").asString())[0] : Long.MIN_VALUE;
            to = value.has("end") ? stretch(value.path("end").asString())[1] : Long.MAX_VALUE;
        }
        String prefix = wanted.substring(0, 2);
        long[] asked = stretch(wanted.substring(2));
        boolean inside = from >= asked[0] && to <= asked[1];
        return switch (prefix) {
            case "eq" -> inside;
            case "ne" -> !inside;
            case "gt" -> to > asked[1];
            case "lt" -> from < asked[0];
            case "ge" -> inside || to > asked[1];
            case "le" -> inside || from < asked[0];
            case "sa" -> from >= asked[1];
            default -> to <= asked[0];
        };
    }

    private static boolean amount(BigDecimal value, String wanted) {
        String prefix = wanted.substring(0, 2);
        BigDecimal asked = new BigDecimal(wanted.substring(2));
        BigDecimal half = BigDecimal.ONE.scaleByPowerOfTen(-asked.scale()).divide(BigDecimal.TWO);
        boolean near = value.compareTo(asked.subtract(half)) >= 0 && value.compareTo(asked.add(half)) < 0;
        return switch (prefix) {
            case "eq" -> near;
            case "ne" -> !near;
            case "gt", "sa" -> value.compareTo(asked) > 0;
            case "lt", "eb" -> value.compareTo(asked) < 0;
            case "ge" -> near || value.compareTo(asked) > 0;
            default -> near || value.compareTo(asked) < 0;
        };
    }

    /** The ids of the resources that meet all conditions. */
    static Set<String> ids(List<JsonNode> resources, String type, List<Predicate<JsonNode>> conditions) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode resource : resources) {
            boolean typed = Objects.equals(resource.path("resourceType").asString(), type);
            if (typed && conditions.stream().allMatch(each -> each.test(resource))) {
                ids.add(resource.path("id").asString());
            }
        }
        return ids;
    }
}
