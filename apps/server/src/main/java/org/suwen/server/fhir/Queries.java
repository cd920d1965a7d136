package org.suwen.server.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.suwen.fhir.search.SearchException;
import org.suwen.fhir.search.SearchQuery.Given;

/** Reads parameters out of the text behind a question mark, in their order and each as often as it stands there. */
public final class Queries {

    /** Longest text that is read. */
    private static final int LONGEST = 100_000;

    private Queries() {}

    /** The parameters in {@code query}, with or without the question mark; throws {@link SearchException}. */
    public static List<Given> of(String query) {
        String text = query.startsWith("?") ? query.substring(1) : query;
        if (text.length() > LONGEST) {
            throw new SearchException("too-long", "", "the parameters have at most `" + LONGEST + "` characters");
        }
        List<Given> given = new ArrayList<>();
        for (String part : text.split("&")) {
            int sign = part.indexOf('=');
            if (!part.isEmpty()) {
                String name = sign < 0 ? part : part.substring(0, sign);
                String value = sign < 0 ? "" : part.substring(sign + 1);
                given.add(new Given(decoded(name), decoded(value)));
            }
        }
        return given;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new SearchException("value", "", "a parameter is not encoded as addresses are");
        }
    }
}
