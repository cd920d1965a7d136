package org.suwen.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a code stands for. Exact vocabularies are hash maps; those matched by prefix compare with each range, of
 * which there are some dozens.
 *
 * @param <T> what a code stands for
 */
final class CodeIndex<T> {
    private static final int MAX_CODE_LENGTH = 256;

    private final Map<String, Table<T>> bySystem = new HashMap<>();
    private final List<Map.Entry<String, Table<T>>> byBeginning = new ArrayList<>();
    private final Map<String, Table<T>> byName = new HashMap<>();

    CodeIndex(List<Vocabulary> vocabularies) {
        for (Vocabulary vocabulary : vocabularies) {
            Table<T> table = new Table<>(vocabulary.matching());
            byName.put(vocabulary.name(), table);
            for (String system : vocabulary.systems()) {
                if (system.endsWith("*")) {
                    byBeginning.add(Map.entry(system.substring(0, system.length() - 1), table));
                } else {
                    bySystem.put(system, table);
                }
            }
        }
        byBeginning.sort(Comparator.comparing(entry -> -entry.getKey().length())); // the longest beginning wins
    }

    void add(Map<String, List<CodeRange>> codes, T value) {
        codes.forEach((vocabulary, ranges) -> {
            Table<T> table = byName.get(vocabulary);
            if (table != null) {
                ranges.forEach(range -> table.add(range, value));
            }
        });
    }

    void addPlain(String vocabulary, List<CodeRange> ranges) {
        Table<T> table = byName.get(vocabulary);
        if (table != null) {
            table.plain.addAll(ranges);
            ranges.forEach(range -> table.exact.putIfAbsent(range.from(), List.of()));
        }
    }

    /** Hands over everything the coding stands for and says whether the code is known at all. */
    boolean find(String system, String code, Consumer<T> found) {
        Table<T> table = table(system);
        if (table == null || code.isEmpty() || code.length() > MAX_CODE_LENGTH) {
            return false;
        }
        return table.find(code, found);
    }

    private @Nullable Table<T> table(String system) {
        Table<T> table = bySystem.get(system);
        if (table != null) {
            return table;
        }
        for (Map.Entry<String, Table<T>> entry : byBeginning) {
            if (system.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static final class Table<T> {
        private final Vocabulary.Matching matching;
        private final Map<String, List<T>> exact = new HashMap<>();
        private final List<CodeRange> plain = new ArrayList<>();
        private final List<Map.Entry<CodeRange, T>> ranges = new ArrayList<>();

        Table(Vocabulary.Matching matching) {
            this.matching = matching;
        }

        void add(CodeRange range, T value) {
            if (matching == Vocabulary.Matching.PREFIX) {
                ranges.add(Map.entry(range, value));
                return;
            }
            List<T> values = new ArrayList<>(exact.getOrDefault(range.from(), List.of()));
            values.add(value);
            exact.put(range.from(), List.copyOf(values));
        }

        boolean find(String code, Consumer<T> found) {
            if (matching == Vocabulary.Matching.PREFIX) {
                return findByPrefix(code.toUpperCase(Locale.ROOT), found);
            }
            List<T> values = exact.get(code);
            if (values == null) {
                return matching == Vocabulary.Matching.OPEN;
            }
            values.forEach(found);
            return true;
        }

        /** A dagger and asterisk pair such as {@code A17.0+G01*} is looked up part by part (ICD-10 volume 2, 3.1.3). */
        private boolean findByPrefix(String code, Consumer<T> found) {
            boolean known = true;
            int start = 0;
            while (start <= code.length()) {
                int plus = code.indexOf('+', start);
                int end = plus < 0 ? code.length() : plus;
                String part = code.substring(start, end);
                if (!part.isEmpty() || start == 0) {
                    known &= findPart(part, found);
                }
                start = end + 1;
            }
            return known;
        }

        private boolean findPart(String part, Consumer<T> found) {
            if (!wellFormed(part)) {
                return false;
            }
            boolean known = false;
            for (Map.Entry<CodeRange, T> entry : ranges) {
                if (entry.getKey().containsBeginningOf(part)) {
                    found.accept(entry.getValue());
                    known = true;
                }
            }
            for (int i = 0; i < plain.size() && !known; i++) {
                known = plain.get(i).containsBeginningOf(part);
            }
            return known;
        }

        private static boolean wellFormed(String part) {
            for (int i = 0; i < part.length(); i++) {
                char c = part.charAt(i);
                boolean allowed = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '*';
                if (!allowed) {
                    return false;
                }
            }
            return !part.isEmpty();
        }
    }
}
