package org.suwen.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a benchmark's output into a page, in place of its former output. */
final class Recorded {

    private Recorded() {}

    /**
     * Replaces what stands between {@code <!-- bench NAME -->} and {@code <!-- end NAME -->}, or adds it at the end.
     */
    static void into(Path page, String name, String text) throws IOException {
        String begin = "<!-- bench " + name + " -->\n";
        String end = "<!-- end " + name + " -->\n";
        String block = begin + "```\n" + text.stripTrailing() + "\n```\n" + end;
        String before = Files.exists(page) ? Files.readString(page) : "";
        int from = before.indexOf(begin);
        int to = before.indexOf(end, Math.max(from, 0));
        String after = from >= 0 && to > from
                ? before.substring(0, from) + block + before.substring(to + end.length())
                : before + (before.isEmpty() ? "" : "\n") + block;
        Files.writeString(page, after);
    }
}
