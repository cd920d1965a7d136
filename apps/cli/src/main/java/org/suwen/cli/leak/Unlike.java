package org.suwen.cli.leak;

import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Makes, for something true, something of the same form and length that is true of nothing in a record. */
final class Unlike {

    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}.*");
    private static final String RARE = "qzxj";
    private static final int MOST_TRIES = 1_000;

    private final RandomGenerator random;
    private final String record;

    /** Things that don't stand in {@code record}. */
    Unlike(RandomGenerator random, String record) {
        this.random = random;
        this.record = record;
    }

    String of(String word) {
        for (int each = 0; each < MOST_TRIES; each++) {
            String made = once(word);
            if (!made.equals(word) && !record.contains(made)) {
                return made;
            }
        }
        throw new IllegalArgumentException("no word like a hidden one is free; choose another `resource`");
    }

    private String once(String word) {
        if (UUIDS.matcher(word).find()) {
            return UUIDS.matcher(word).replaceFirst(UUID.randomUUID().toString());
        }
        if (DAY.matcher(word).matches()) {
            return "19" + random.nextInt(10) + random.nextInt(10) + word.substring(4);
        }
        var made = new StringBuilder();
        word.chars().forEach(each -> made.append(once((char) each)));
        return made.toString();
    }

    private char once(char each) {
        char rare = RARE.charAt(random.nextInt(RARE.length()));
        if (Character.isDigit(each)) {
            return (char) ('1' + random.nextInt(9));
        }
        if (!Character.isLetter(each)) {
            return each;
        }
        return Character.isUpperCase(each) ? Character.toUpperCase(rare) : rare;
    }
}
