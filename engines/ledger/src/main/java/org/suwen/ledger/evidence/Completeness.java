package org.suwen.ledger.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.note.Base64Text;
import org.suwen.ledger.tokens.Absence;
import org.suwen.ledger.tokens.TokenMap;

/**
 * The claim that a package holds all entries about one patient up to a map of tokens (D20).
 *
 * @param mapEntry the index of the map's entry
 * @param count how many entries there are
 * @param tokenKey the key from which the patient's tokens follow; whoever has it can find his entries; not copied
 * @param absences for each run of the map, the proof that it does not hold the token of number {@code count + 1}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Completeness(long mapEntry, long count, byte[] tokenKey, List<Absence> absences) {
    private static final String FIRST_LINE = "suwen.org/completeness@v1";
    private static final int MAX_HASHES = 64;

    public Completeness {
        absences = List.copyOf(absences);
    }

    /** Whether the token after the last is in none of the map's runs. */
    boolean nextIsAbsent(TokenMap map) {
        byte[] next = PatientToken.of(tokenKey, count + 1);
        if (absences.size() != map.runs().size()) {
            return false;
        }
        for (int i = 0; i < absences.size(); i++) {
            if (!absences.get(i).proves(next, map.runs().get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The text form: first line, {@code map-entry}, {@code count}, {@code token-key}; then for each run a line {@code run
     * position}, and below it {@code below} and {@code above} with the neighbour's token and proof, all in base64.
     */
    public String text() {
        StringBuilder text = new StringBuilder(FIRST_LINE + "\n");
        text.append("map-entry ").append(mapEntry).append("\ncount ").append(count);
        text.append("\ntoken-key ").append(Base64Text.encode(tokenKey)).append('\n');
        for (Absence absence : absences) {
            text.append("run ").append(absence.position()).append('\n');
            absence.below().ifPresent(neighbour -> append(text, "below", neighbour));
            absence.above().ifPresent(neighbour -> append(text, "above", neighbour));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String side, Absence.Neighbour neighbour) {
        text.append(side).append(' ').append(Base64Text.encode(neighbour.token()));
        neighbour.proof().forEach(hash -> text.append(' ').append(Base64Text.encode(hash.bytes())));
        text.append('\n');
    }

    /**
     * Reads the text form.
     *
     * @throws MalformedEvidenceException when it is not right
     */
    public static Completeness parse(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        if (lines.size() < 5
                || !lines.get(0).equals(FIRST_LINE)
                || !lines.getLast().isEmpty()) {
            throw new MalformedEvidenceException("a claim of completeness starts with `" + FIRST_LINE + "`");
        }
        byte[] key = Base64Text.decode(value("token-key", lines.get(3)));
        if (key.length != PatientToken.KEY_BYTES) {
            throw new MalformedEvidenceException("a token key has 32 bytes");
        }
        return new Completeness(
                number(value("map-entry", lines.get(1))),
                number(value("count", lines.get(2))),
                key,
                absences(lines.subList(4, lines.size() - 1)));
    }

    private static List<Absence> absences(List<String> lines) {
        List<Absence> absences = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            long position = number(value("run", lines.get(at++)));
            Optional<Absence.Neighbour> below = neighbour("below", lines, at);
            at += below.isPresent() ? 1 : 0;
            Optional<Absence.Neighbour> above = neighbour("above", lines, at);
            at += above.isPresent() ? 1 : 0;
            absences.add(new Absence(position, below, above));
        }
        return absences;
    }

    private static Optional<Absence.Neighbour> neighbour(String side, List<String> lines, int at) {
        if (at >= lines.size() || !lines.get(at).startsWith(side + " ")) {
            return Optional.empty();
        }
        List<String> words = List.of(lines.get(at).split(" ", MAX_HASHES + 3));
        List<Hash> proof = new ArrayList<>();
        for (String word : words.subList(2, words.size())) {
            proof.add(Hash.of(bytes(word, Hash.BYTES)));
        }
        return Optional.of(new Absence.Neighbour(bytes(words.get(1), 16), proof));
    }

    private static byte[] bytes(String word, int length) {
        byte[] bytes = Base64Text.decode(word);
        if (bytes.length != length) {
            throw new MalformedEvidenceException("a claim of completeness holds a word that is no hash or token");
        }
        return bytes;
    }

    private static String value(String name, String line) {
        if (!line.startsWith(name + " ")) {
            throw new MalformedEvidenceException("a line of the claim of completeness should be `" + name + "`");
        }
        return line.substring(name.length() + 1);
    }

    private static long number(String word) {
        if (!word.matches("0|[1-9][0-9]{0,17}")) {
            throw new MalformedEvidenceException("a number of the claim of completeness is not decimal");
        }
        return Long.parseLong(word);
    }
}
