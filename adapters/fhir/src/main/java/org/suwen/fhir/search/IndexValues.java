package org.suwen.fhir.search;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the values of a search parameter out of a resource as it may be seen; what is masked has none. */
final class IndexValues {
    private static final Instant EVER = Instant.MAX;
    private static final Instant NEVER = Instant.MIN;

    private final ZoneId zone;

    IndexValues(ZoneId zone) {
        this.zone = zone;
    }

    List<IndexValue> of(SearchParameter parameter, Map<String, Object> resource) {
        List<IndexValue> values = new ArrayList<>();
        if (parameter.kind() == SearchKind.COMPOSITE) {
            parameter.pairs().forEach(pair -> pair(pair, resource, values));
            return values;
        }
        for (ElementPath path : parameter.paths()) {
            path.visit(resource, found -> read(parameter.kind(), path, found, values::add));
        }
        if (values.isEmpty() && parameter.paths().getFirst().type().equals(Tokens.DECEASED)) {
            values.add(Tokens.NOT_DECEASED);
        }
        return values;
    }

    private void pair(SearchParameter.Pair pair, Map<String, Object> resource, List<IndexValue> values) {
        ElementPath.visit(resource, pair.base(), element -> {
            List<List<IndexValue>> parts = new ArrayList<>();
            for (SearchParameter part : pair.parts()) {
                parts.add(of(part, Json.map(element)));
            }
            if (parts.stream().noneMatch(List::isEmpty)) {
                values.add(new IndexValue.Parts(parts));
            }
        });
    }

    private void read(SearchKind kind, ElementPath path, Object found, Consumer<IndexValue> out) {
        switch (kind) {
            case TOKEN -> Tokens.read(path.type(), found, out);
            case STRING -> texts(path.type(), found, out);
            case REFERENCE -> Links.read(path, found, out);
            case DATE -> dates(path.type(), found, out);
            case NUMBER -> number(found).ifPresent(amount -> out.accept(exactly(amount, "", "", "")));
            case QUANTITY -> quantities(path.type(), found, out);
            case URI -> Json.text(found).ifPresent(text -> out.accept(new IndexValue.Address(text)));
            case COMPOSITE -> throw new IllegalArgumentException("a composite has parts");
        }
    }

    private static void texts(String type, Object found, Consumer<IndexValue> out) {
        List<String> properties =
                switch (type) {
                    case "HumanName" -> List.of("text", "family", "given", "prefix", "suffix");
                    case "Address" -> List.of("text", "line", "city", "district", "state", "postalCode", "country");
                    default -> List.of();
                };
        if (properties.isEmpty()) {
            Json.text(found).ifPresent(text -> out.accept(IndexValue.Text.of(text)));
        }
        for (String property : properties) {
            Json.texts(Json.map(found).get(property)).forEach(text -> out.accept(IndexValue.Text.of(text)));
        }
    }

    private void dates(String type, Object found, Consumer<IndexValue> out) {
        switch (type) {
            case "Period" -> period(Json.map(found), out);
            case "Timing" -> {
                Json.texts(Json.map(found).get("event"))
                        .forEach(text -> Spans.of(text, zone).ifPresent(out));
                period(Json.map(Json.map(Json.map(found).get("repeat")).get("boundsPeriod")), out);
            }
            default -> Json.text(found).flatMap(text -> Spans.of(text, zone)).ifPresent(out);
        }
    }

    private void period(Map<String, Object> period, Consumer<IndexValue> out) {
        Optional<IndexValue.Span> start = Json.text(period.get("start")).flatMap(text -> Spans.of(text, zone));
        Optional<IndexValue.Span> end = Json.text(period.get("end")).flatMap(text -> Spans.of(text, zone));
        if (start.isPresent() || end.isPresent()) {
            out.accept(new IndexValue.Span(
                    start.map(IndexValue.Span::first).orElse(NEVER),
                    end.map(IndexValue.Span::last).orElse(EVER)));
        }
    }

    private static void quantities(String type, Object found, Consumer<IndexValue> out) {
        Map<String, Object> quantity = Json.map(found);
        switch (type) {
            case "SampledData" -> {}
            case "Range" -> {
                Map<String, Object> low = Json.map(quantity.get("low"));
                Map<String, Object> high = Json.map(quantity.get("high"));
                Map<String, Object> unit = low.isEmpty() ? high : low;
                if (!unit.isEmpty()) {
                    out.accept(amount(number(low.get("value")), number(high.get("value")), unit));
                }
            }
            case "Money" ->
                number(quantity.get("value"))
                        .ifPresent(value -> out.accept(
                                exactly(value, "urn:iso:std:iso:4217", Json.textOr(quantity, "currency"), "")));
            default ->
                number(quantity.get("value"))
                        .ifPresent(value -> out.accept(amount(Optional.of(value), Optional.of(value), quantity)));
        }
    }

    private static IndexValue.Amount amount(
            Optional<BigDecimal> low, Optional<BigDecimal> high, Map<String, Object> unit) {
        return new IndexValue.Amount(
                low, high, Json.textOr(unit, "system"), Json.textOr(unit, "code"), Json.textOr(unit, "unit"));
    }

    private static IndexValue.Amount exactly(BigDecimal value, String system, String code, String unit) {
        return new IndexValue.Amount(Optional.of(value), Optional.of(value), system, code, unit);
    }

    private static Optional<BigDecimal> number(@Nullable Object found) {
        return Json.text(found).flatMap(Numbers::of);
    }
}
