package org.suwen.cli.leak;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.suwen.cli.leak.Wire.Ask;

/**
 * Something hidden from the limited caller, and what is asked for in its place to see how nothing is answered.
 *
 * @param type the resource type
 * @param there id and word (a code, a value, a version) of what is hidden
 * @param nowhere id and word of the same form that nothing has
 * @param words texts that stand in what is hidden and nowhere in what may be seen: none may ever be in an answer
 */
record Secret(String type, Named there, Named nowhere, Set<String> words) {

    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIMES = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern PAGES = Pattern.compile("_page=[A-Za-z0-9_%.-]+");

    Secret {
        words = Set.copyOf(words);
    }

    /** An id and a word. */
    record Named(String id, String word) {}

    /** The same resource in both, with the true word and with one that is not true. */
    Secret byWord() {
        return new Secret(type, there, new Named(there.id(), nowhere.word()), words);
    }

    /** What two answers must have in common: an answer without what names the question or the moment. */
    String normal(String answer) {
        String text = answer;
        for (Named each : List.of(there, nowhere)) {
            text = text.replace(each.id(), "ID");
        }
        text = PAGES.matcher(text).replaceAll("PAGE");
        text = TIMES.matcher(UUIDS.matcher(text).replaceAll("UUID")).replaceAll("TIME");
        for (Named each : List.of(there, nowhere)) {
            text = text.replace(each.word(), "WORD").replace(encode(each.word()), "WORD");
        }
        return text;
    }

    /** Whether an answer holds one of the words, without the question having held it. */
    boolean isToldBy(Ask ask, String answer) {
        return words.stream().anyMatch(word -> answer.contains(word) && !ask.mentions(word));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
