package org.suwen.ledger.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.suwen.ledger.Entry;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.note.Base64Text;

/**
 * The set of all patient tokens of the first {@code size} entries (D20).
 *
 * <p>It is a deterministic function of the entries. Its text names the runs and their roots; the hash of the text stands
 * in clear in an entry of type {@link EntryType#TOKEN_MAP}, so each later checkpoint fixes it and whoever has the entries
 * recomputes it. The text, each line with a newline:
 *
 * <pre>
 * suwen.org/token-map@v1
 * origin
 * size
 * from to count root        (one line a run; root in base64)
 * </pre>
 */
public record TokenMap(String origin, long size, List<TokenRun> runs) {
    private static final String FIRST_LINE = "suwen.org/token-map@v1";
    private static final int MAX_LINES = 200;

    public TokenMap {
        runs = List.copyOf(runs);
        List<TokenRun.Block> blocks = TokenRun.blocks(size);
        boolean fits = blocks.size() == runs.size();
        for (int i = 0; fits && i < runs.size(); i++) {
            fits = runs.get(i).from() == blocks.get(i).from()
                    && runs.get(i).to() == blocks.get(i).to();
        }
        if (!fits) {
            throw new IllegalArgumentException("the runs are not those of a map of `" + size + "` entries");
        }
    }

    /**
     * What the entry says in its content part: size as u64, then the hash.
     *
     * @param hash SHA-256 of the map's text
     */
    public record Head(long size, Hash hash) {
        private static final int BYTES = Long.BYTES + Hash.BYTES;

        /** The content part. */
        public byte[] encode() {
            return ByteBuffer.allocate(BYTES).putLong(size).put(hash.bytes()).array();
        }

        /**
         * What an entry of type {@link EntryType#TOKEN_MAP} says.
         *
         * @throws IllegalArgumentException when it is none
         */
        public static Head of(Entry entry) {
            if (entry.type() != EntryType.TOKEN_MAP || entry.content().length != BYTES) {
                throw new IllegalArgumentException("the entry is no token map");
            }
            byte[] content = entry.content();
            return new Head(ByteBuffer.wrap(content).getLong(), Hash.at(content, Long.BYTES));
        }
    }

    public Head head() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new Head(size, Hash.of(digest.digest(text().getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    /** The text form. */
    public String text() {
        StringBuilder text = new StringBuilder(FIRST_LINE + "\n" + origin + "\n" + size + "\n");
        for (TokenRun run : runs) {
            text.append(run.from()).append(' ').append(run.to()).append(' ').append(run.count());
            text.append(' ').append(Base64Text.encode(run.root().bytes())).append('\n');
        }
        return text.toString();
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when it is not the one form of a map
     */
    public static TokenMap parse(String text) {
        List<String> lines = List.of(text.split("\n", MAX_LINES));
        if (lines.size() < 4 || !lines.get(0).equals(FIRST_LINE)) {
            throw new IllegalArgumentException("a token map starts with `" + FIRST_LINE + "`, origin and size");
        }
        List<TokenRun> runs = new ArrayList<>();
        for (String line : lines.subList(3, lines.size() - 1)) {
            runs.add(run(line));
        }
        TokenMap map = new TokenMap(lines.get(1), Texts.number(lines.get(2)), runs);
        if (!map.text().equals(text)) {
            throw new IllegalArgumentException("the token map has not its one form");
        }
        return map;
    }

    private static TokenRun run(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 4) {
            throw new IllegalArgumentException("a run of a token map is `from to count root`");
        }
        return new TokenRun(
                Texts.number(words[0]), Texts.number(words[1]), Texts.number(words[2]), Texts.hash(words[3]));
    }
}
