package org.suwen.ledger.merkle;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a tile or an entry bundle below a log's prefix, as C2SP tlog-tiles writes it:
 * {@code tile/<L>/<N>[.p/<W>]} and {@code tile/entries/<N>[.p/<W>]}.
 *
 * @param level 0 to 63, or {@link #ENTRIES} for a bundle
 * @param width 1 to 256; 256 is written without a suffix
 */
public record TilePath(int level, long index, int width) {
    /** The level that stands for entry bundles. */
    public static final int ENTRIES = -1;

    private static final int MAX_LEVEL = 63;
    private static final int MAX_GROUPS = 6; // 18 digits: below 2^63
    private static final Pattern FORM =
            Pattern.compile("tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public TilePath {
        if (level < ENTRIES || level > MAX_LEVEL) {
            throw new IllegalArgumentException("a tile's level is 0 to 63, not `" + level + "`");
        }
        if (index < 0) {
            throw new IllegalArgumentException("a tile's index is not negative: `" + index + "`");
        }
        if (width < 1 || width > Tile.WIDTH) {
            throw new IllegalArgumentException("a tile's width is 1 to 256, not `" + width + "`");
        }
    }

    /** The path of the bundle with this index and width. */
    public static TilePath entries(long index, int width) {
        return new TilePath(ENTRIES, index, width);
    }

    public boolean isEntries() {
        return level == ENTRIES;
    }

    public boolean isFull() {
        return width == Tile.WIDTH;
    }

    /** Reads a path; empty when it is not exactly in the written form. */
    public static Optional<TilePath> parse(String path) {
        Matcher matcher = FORM.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        String digits = matcher.group(2).replaceAll("[x/]", "");
        int width = matcher.group(3) == null ? Tile.WIDTH : Integer.parseInt(matcher.group(3));
        boolean partialWidth = matcher.group(3) == null || width < Tile.WIDTH;
        if (level > MAX_LEVEL || !partialWidth) {
            return Optional.empty();
        }
        TilePath parsed = new TilePath(level, Long.parseLong(digits), width);
        return parsed.toString().equals(path) ? Optional.of(parsed) : Optional.empty();
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder("tile/").append(isEntries() ? "entries" : level);
        String digits = String.format(Locale.ROOT, "%03d", index);
        digits = "0".repeat((3 - digits.length() % 3) % 3) + digits;
        int groups = digits.length() / 3;
        if (groups > MAX_GROUPS) {
            throw new IllegalStateException("a tile's index has at most 18 digits: `" + index + "`");
        }
        for (int i = 0; i < groups; i++) {
            path.append(i < groups - 1 ? "/x" : "/").append(digits, 3 * i, 3 * i + 3);
        }
        return isFull() ? path.toString() : path.append(".p/").append(width).toString();
    }
}
