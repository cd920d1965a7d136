package org.suwen.ledger.witness;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.NoteKeys;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.note.SignedNote;

/**
 * Which logs are known and how many witnesses must agree (C2SP tlog-policy).
 *
 * @param logs the logs' keys; a key's name is its log's origin
 * @param witnesses by the name that the policy gives them
 * @param groups by name, each over witnesses and groups defined before
 * @param quorum the witness or group that must have cosigned; {@code none} for nobody
 */
public record Policy(List<NoteVerifier> logs, Map<String, Member> witnesses, Map<String, Group> groups, String quorum) {
    /** The quorum that asks for nobody. */
    public static final String NONE = "none";

    private static final int MAX_LINES = 1000;

    /** A witness: its key, and where it takes checkpoints, if that is said. */
    public record Member(NoteVerifier key, Optional<String> url) {}

    /** At least {@code threshold} of the members. */
    public record Group(int threshold, List<String> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    public Policy {
        logs = List.copyOf(logs);
        witnesses = Map.copyOf(witnesses);
        groups = Map.copyOf(groups);
    }

    /**
     * Reads a policy.
     *
     * @param national a provider of SM2, where a log's key is of that kind
     * @throws IllegalArgumentException naming the line, when something is not right
     */
    public static Policy parse(String text, Optional<Provider> national) {
        Reader reader = new Reader(national);
        String[] lines = text.split("\n", MAX_LINES + 1);
        if (lines.length > MAX_LINES) {
            throw new IllegalArgumentException("a policy has at most 1000 lines");
        }
        for (int i = 0; i < lines.length; i++) {
            try {
                reader.line(lines[i].strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + " of the policy: " + e.getMessage(), e);
            }
        }
        String quorum = reader.quorum.orElseThrow(() -> new IllegalArgumentException("the policy has no quorum line"));
        return new Policy(reader.logs, reader.witnesses, reader.groups, quorum);
    }

    /** The names of the witnesses whose cosignatures on this note hold. */
    public Set<String> cosigners(SignedNote note) {
        byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
        Set<String> cosigners = new HashSet<>();
        witnesses.forEach((name, member) -> note.lines().stream()
                .filter(line -> line.name().equals(member.key().name())
                        && line.keyId() == member.key().keyId())
                .filter(line -> member.key().verify(text, line.signature()))
                .findAny()
                .ifPresent(line -> cosigners.add(name)));
        return cosigners;
    }

    /** Whether these cosigners are enough. */
    public boolean met(Set<String> cosigners) {
        return quorum.equals(NONE) || met(quorum, cosigners);
    }

    private boolean met(String name, Set<String> cosigners) {
        Group group = groups.get(name);
        if (group == null) {
            return cosigners.contains(name);
        }
        return group.members().stream().filter(member -> met(member, cosigners)).count() >= group.threshold();
    }

    /**
     * Refuses a note whose cosigners are too few.
     *
     * @throws InvalidNoteException naming who has cosigned
     */
    public Set<String> require(SignedNote note) {
        Set<String> cosigners = cosigners(note);
        if (!met(cosigners)) {
            throw new InvalidNoteException("the witnesses " + cosigners + " are not the quorum `" + quorum + "`");
        }
        return cosigners;
    }

    private static final class Reader {
        private final Optional<Provider> national;
        private final List<NoteVerifier> logs = new ArrayList<>();
        private final Map<String, Member> witnesses = new LinkedHashMap<>();
        private final Map<String, Group> groups = new LinkedHashMap<>();
        private final Set<String> keys = new HashSet<>();
        private final Set<String> used = new HashSet<>();
        private Optional<String> quorum = Optional.empty();

        Reader(Optional<Provider> national) {
            this.national = national;
        }

        void line(String line) {
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            String[] words = line.split("[ \t]+");
            switch (words[0]) {
                case "log" -> {
                    requireWords(words, 2, 3);
                    logs.add(key(words[1]));
                }
                case "witness" -> {
                    requireWords(words, 3, 4);
                    requireNew(words[1]);
                    witnesses.put(
                            words[1],
                            new Member(key(words[2]), words.length == 4 ? Optional.of(words[3]) : Optional.empty()));
                }
                case "group" -> group(words);
                case "quorum" -> {
                    requireWords(words, 2, 2);
                    if (quorum.isPresent() || !(words[1].equals(NONE) || isDefined(words[1]))) {
                        throw new IllegalArgumentException("the quorum stands once and names what was defined before");
                    }
                    quorum = Optional.of(words[1]);
                }
                default -> throw new IllegalArgumentException("`" + words[0] + "` is no kind of line");
            }
        }

        private NoteVerifier key(String text) {
            NoteVerifier key = NoteKeys.parse(text, national);
            if (!keys.add(text.substring(text.indexOf('+', text.indexOf('+') + 1)))) {
                throw new IllegalArgumentException("a key stands twice");
            }
            return key;
        }

        private void group(String[] words) {
            requireWords(words, 4, Integer.MAX_VALUE);
            requireNew(words[1]);
            List<String> members = List.of(words).subList(3, words.length);
            for (String member : members) {
                if (!isDefined(member) || !used.add(member)) {
                    throw new IllegalArgumentException(
                            "the member `" + member + "` is not defined before, or is in two groups");
                }
            }
            int threshold =
                    switch (words[2]) {
                        case "all" -> members.size();
                        case "any" -> 1;
                        default -> words[2].matches("[1-9][0-9]{0,4}") ? Integer.parseInt(words[2]) : 0;
                    };
            if (threshold < 1 || threshold > members.size()) {
                throw new IllegalArgumentException("a group asks for `all`, `any` or a number of its members");
            }
            groups.put(words[1], new Group(threshold, members));
        }

        private boolean isDefined(String name) {
            return witnesses.containsKey(name) || groups.containsKey(name);
        }

        private void requireNew(String name) {
            if (name.equals(NONE) || isDefined(name)) {
                throw new IllegalArgumentException("the name `" + name + "` is taken");
            }
        }

        private static void requireWords(String[] words, int least, int most) {
            if (words.length < least || words.length > most) {
                throw new IllegalArgumentException("the line `" + words[0] + "` has too few or too many words");
            }
        }
    }
}
