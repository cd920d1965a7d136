package org.suwen.server.invariants;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Looks for many texts at once in bytes, in the forms they could have been written in: UTF-8, UTF-16 in both orders,
 * hexadecimal in both cases, Base64 in both alphabets at its three alignments.
 *
 * <p>A form shorter than six bytes would turn up in ciphertext by chance (a five-byte one about once in 20 runs of this
 * test, a three-byte code hundreds of times in each), so such forms aren't looked for in raw bytes. Instead a short text
 * is looked for as a word in runs of at least sixteen printable characters, which ciphertext as good as never has, and in
 * the values of text columns. A short bare number is not looked for at all: it can't be told from a count or a size.
 */
final class Needles {
    private static final int SHORTEST_RAW = 6;
    private static final int SHORTEST_BASE64 = 8;
    private static final int SHORTEST_RUN = 16;
    private static final int HASH_BITS = 22;

    private final Map<Integer, List<Form>> forms = new HashMap<>();
    private final BitSet starts = new BitSet(1 << HASH_BITS);
    private final Set<String> words = new TreeSet<>();
    private final Pattern anyWord;

    @SuppressWarnings("ArrayRecordComponent") // a search pattern, never compared
    private record Form(String text, String name, byte[] bytes) {}

    Needles(Collection<String> texts) {
        for (String text : new TreeSet<>(texts)) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            add(text, "UTF-8", utf8, SHORTEST_RAW);
            add(text, "UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE), SHORTEST_RAW);
            add(text, "UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE), SHORTEST_RAW);
            String hex = HexFormat.of().formatHex(utf8);
            add(text, "hex", hex.getBytes(StandardCharsets.US_ASCII), 2 * SHORTEST_RAW);
            add(text, "HEX", hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII), 2 * SHORTEST_RAW);
            for (int shift = 0; shift < 3; shift++) {
                String base64 = base64(utf8, shift);
                add(text, "Base64/" + shift, base64.getBytes(StandardCharsets.US_ASCII), SHORTEST_BASE64);
                String url = base64.replace('+', '-').replace('/', '_');
                add(text, "Base64url/" + shift, url.getBytes(StandardCharsets.US_ASCII), SHORTEST_BASE64);
            }
            if (utf8.length < SHORTEST_RAW && !text.matches("[0-9.]+")) {
                words.add(text);
            }
        }
        anyWord = words.isEmpty()
                ? Pattern.compile("(?!)")
                : Pattern.compile("(?<![\\p{Alnum}+/=_.-])(?:"
                        + String.join("|", words.stream().map(Pattern::quote).toList())
                        + ")(?![\\p{Alnum}+/=_.-])");
    }

    /** Those characters of the Base64 text that depend on the needle alone, when {@code shift} bytes stand before it. */
    private static String base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[bytes.length + shift];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = (shift * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        return text.substring(from, to);
    }

    private void add(String text, String name, byte[] bytes, int shortest) {
        if (bytes.length < shortest) {
            return;
        }
        int key = key(bytes, 0);
        starts.set(hash(key));
        forms.computeIfAbsent(key, none -> new ArrayList<>()).add(new Form(text, name, bytes));
    }

    private static int key(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }

    private static int hash(int key) {
        return (key * 0x9E3779B1) >>> (32 - HASH_BITS);
    }

    /** Everything that is found in raw bytes, as {@code text (form)}. */
    Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        int run = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (at + 4 <= bytes.length) {
                int key = key(bytes, at);
                if (starts.get(hash(key))) {
                    match(bytes, at, key, found);
                }
            }
            boolean printable = bytes[at] >= 0x20 && bytes[at] < 0x7F;
            run = printable ? run + 1 : 0;
            boolean ends = run > 0 && (at + 1 == bytes.length || bytes[at + 1] < 0x20 || bytes[at + 1] == 0x7F);
            if (ends && run >= SHORTEST_RUN) {
                found.addAll(inText(new String(bytes, at + 1 - run, run, StandardCharsets.US_ASCII)));
            }
        }
        return found;
    }

    private void match(byte[] bytes, int at, int key, Set<String> found) {
        for (Form form : forms.getOrDefault(key, List.of())) {
            int end = at + form.bytes().length;
            if (end <= bytes.length && java.util.Arrays.equals(bytes, at, end, form.bytes(), 0, form.bytes().length)) {
                found.add(form.text() + " (" + form.name() + ")");
            }
        }
    }

    /** The short texts that stand as words in a readable text. */
    Set<String> inText(String text) {
        Set<String> found = new TreeSet<>();
        var matcher = anyWord.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group() + " (word)");
        }
        return found;
    }

    /** The texts that are searched as words only. */
    Set<String> words() {
        return Set.copyOf(words);
    }

    int size() {
        return forms.values().stream().mapToInt(List::size).sum();
    }
}
