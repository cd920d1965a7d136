package org.suwen.formats.yaml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A single value of a YAML file, kept as the text that was written.
 *
 * @param plain whether it was written without quotes; numbers and yes-or-no values must be
 */
public record YamlText(Position at, String value, boolean plain) implements YamlNode {

    /** The longest number that is read. */
    private static final int MAX_DIGITS = 18;

    @Override
    public String kind() {
        return "the single value `" + (value.length() > 40 ? value.substring(0, 40) + "…" : value) + "`";
    }

    /** The value as {@code true} or {@code false}, nothing else. */
    public boolean bool() {
        if (plain && value.equals("true")) {
            return true;
        }
        if (plain && value.equals("false")) {
            return false;
        }
        throw fault("`true` or `false` is needed here, not `" + value + "`");
    }

    /** The value as a whole number. */
    public long whole() {
        String digits = value.startsWith("-") ? value.substring(1) : value;
        boolean number = plain
                && !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw fault("a whole number is needed here, not `" + value + "`");
        }
        return Long.parseLong(value);
    }

    /** The value as a constant of an enumeration, spelt exactly. */
    public <E extends Enum<E>> E constant(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        String known = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        throw fault("`" + value + "` is not one of " + known);
    }

    /** The value as a date, {@code 2026-03-02}. */
    public LocalDate date() {
        return parse("a date like 2026-03-02", LocalDate::parse);
    }

    /** The value as a moment with its offset, {@code 2026-03-02T10:00:00+08:00}. */
    public Instant moment() {
        return parse(
                "a time like 2026-03-02T10:00:00+08:00",
                text -> OffsetDateTime.parse(text).toInstant());
    }

    /** The value as a duration: a whole number and one of {@code ms s m h d}, for instance {@code 10m}. */
    public Duration duration() {
        return parse("a duration like 10m, 72h or 30d", YamlText::durationOf);
    }

    private static Duration durationOf(String text) {
        int unitAt = text.endsWith("ms") ? text.length() - 2 : text.length() - 1;
        String digits = unitAt <= 0 ? "" : text.substring(0, unitAt);
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new DateTimeException("not a duration");
        }
        long amount = Long.parseLong(digits);
        return switch (text.substring(unitAt)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new DateTimeException("not a duration");
        };
    }

    private <T> T parse(String wanted, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (DateTimeException e) {
            throw fault(wanted + " is needed here, not `" + value + "`");
        }
    }
}
