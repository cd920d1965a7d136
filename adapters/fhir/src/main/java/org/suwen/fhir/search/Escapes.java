package org.suwen.fhir.search;

import java.util.ArrayList;
import java.util.List;

/** Splits values at {@code ,}, {@code |} and {@code $} unless a backslash stands before (search, 3.1.1.4.0.1). */
final class Escapes {
    private Escapes() {}

    /** Parts between separators; escapes stay as they are, so that a part can be split again. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == separator) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** The text without its escapes. */
    static String plain(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var plain = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean escape = c == '\\' && at + 1 < text.length() && "\\,|$".indexOf(text.charAt(at + 1)) >= 0;
            plain.append(escape ? text.charAt(++at) : c);
        }
        return plain.toString();
    }
}
