package org.suwen.fhir.search;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Operands of dates, numbers and quantities with their prefixes (search, 3.1.1.4.5 to 3.1.1.4.9). */
final class Ordered {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    private Ordered() {}

    static Operand date(SearchParameter parameter, String raw, SearchSetting setting) {
        Prefix prefix = Prefix.of(raw);
        IndexValue.Span wanted = Spans.of(Prefix.rest(raw), setting.zone())
                .orElseThrow(() -> SearchException.value(
                        parameter.name(),
                        "a date is `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a time after `T`, behind a prefix"));
        Duration about = prefix == Prefix.AP
                ? Duration.between(wanted.first(), setting.now()).abs().dividedBy(10)
                : Duration.ZERO;
        return value -> value instanceof IndexValue.Span span && dateMeets(prefix, span, wanted, about);
    }

    private static boolean dateMeets(Prefix prefix, IndexValue.Span value, IndexValue.Span wanted, Duration about) {
        boolean inside =
                !value.first().isBefore(wanted.first()) && !value.last().isAfter(wanted.last());
        return switch (prefix) {
            case EQ -> inside;
            case NE -> !inside;
            case GT -> value.last().isAfter(wanted.last());
            case LT -> value.first().isBefore(wanted.first());
            case GE -> inside || value.last().isAfter(wanted.last());
            case LE -> inside || value.first().isBefore(wanted.first());
            case SA -> value.first().isAfter(wanted.last());
            case EB -> value.last().isBefore(wanted.first());
            case AP ->
                !value.last().isBefore(minus(wanted.first(), about))
                        && !value.first().isAfter(plus(wanted.last(), about));
        };
    }

    private static Instant minus(Instant instant, Duration by) {
        return instant.minus(by);
    }

    private static Instant plus(Instant instant, Duration by) {
        return instant.plus(by);
    }

    static Operand number(SearchParameter parameter, String raw) {
        Prefix prefix = Prefix.of(raw);
        BigDecimal wanted = read(parameter, Prefix.rest(raw));
        return value -> value instanceof IndexValue.Amount amount && meets(prefix, amount, wanted);
    }

    static Operand quantity(SearchParameter parameter, String raw) {
        List<String> parts =
                Escapes.split(raw, '|').stream().map(Escapes::plain).toList();
        if (parts.size() != 1 && parts.size() != 3) {
            throw SearchException.value(parameter.name(), "a quantity is `number` or `number|system|code`");
        }
        Operand number = number(parameter, parts.getFirst());
        if (parts.size() == 1) {
            return number;
        }
        String system = parts.get(1);
        String code = parts.get(2);
        return value -> value instanceof IndexValue.Amount amount
                && number.meets(value)
                && (system.isEmpty() || amount.system().equals(system))
                && (code.isEmpty()
                        || amount.code().equals(code)
                        || (system.isEmpty() && amount.unit().equals(code)));
    }

    private static BigDecimal read(SearchParameter parameter, String text) {
        return Numbers.of(text)
                .orElseThrow(() -> SearchException.value(parameter.name(), "this is no number of reasonable size"));
    }

    private static boolean meets(Prefix prefix, IndexValue.Amount value, BigDecimal wanted) {
        Optional<BigDecimal> low = value.low();
        Optional<BigDecimal> high = value.high();
        boolean above = high.isEmpty() || high.get().compareTo(wanted) > 0;
        boolean below = low.isEmpty() || low.get().compareTo(wanted) < 0;
        return switch (prefix) {
            case EQ -> within(value, wanted);
            case NE -> !within(value, wanted);
            case GT -> above;
            case LT -> below;
            case GE -> above || within(value, wanted);
            case LE -> below || within(value, wanted);
            case SA -> low.isPresent() && low.get().compareTo(wanted) > 0;
            case EB -> high.isPresent() && high.get().compareTo(wanted) < 0;
            case AP -> about(value, wanted);
        };
    }

    /** Whether the value lies in what the wanted number's precision leaves open: 100 is 99.5 up to 100.5. */
    private static boolean within(IndexValue.Amount value, BigDecimal wanted) {
        BigDecimal half = HALF.scaleByPowerOfTen(-wanted.scale());
        return value.low().isPresent()
                && value.high().isPresent()
                && value.low().get().compareTo(wanted.subtract(half)) >= 0
                && value.high().get().compareTo(wanted.add(half)) < 0;
    }

    private static boolean about(IndexValue.Amount value, BigDecimal wanted) {
        BigDecimal by = wanted.abs().multiply(TENTH);
        boolean reaches = value.high().isEmpty() || value.high().get().compareTo(wanted.subtract(by)) >= 0;
        boolean starts = value.low().isEmpty() || value.low().get().compareTo(wanted.add(by)) <= 0;
        return reaches && starts;
    }
}
