package org.suwen.server.web;

import org.jspecify.annotations.Nullable;

/** What a person has to write: a reason, a statement, a finding. */
public final class WrittenText {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 2_000;

    private WrittenText() {}

    /**
     * The text without white space around it.
     *
     * @param field what the request calls it
     * @throws Problem 400 when it is missing, or has fewer than 4 or more than 2,000 characters
     */
    public static String of(@Nullable String given, String field) {
        String text = given == null ? "" : given.strip();
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw Problem.badRequest(
                    "请写明理由（" + SHORTEST + " 到 " + LONGEST + " 字）",
                    "`" + field + "` has " + SHORTEST + " to " + LONGEST + " characters");
        }
        return text;
    }
}
