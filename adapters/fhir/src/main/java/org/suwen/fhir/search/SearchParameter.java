package org.suwen.fhir.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A search parameter of one resource type.
 *
 * @param name its code
 * @param kind how its values are compared
 * @param paths where its values lie
 * @param targets resource types a reference may point to; empty when any
 * @param pairs for a composite: elements of which all parts must match at once
 */
public record SearchParameter(
        String name, SearchKind kind, List<ElementPath> paths, Set<String> targets, List<Pair> pairs) {
    /** Copies the lists. */
    public SearchParameter {
        paths = List.copyOf(paths);
        targets = Set.copyOf(targets);
        pairs = List.copyOf(pairs);
    }

    /**
     * One element that a composite looks at.
     *
     * @param base steps to the element; none for the resource itself
     * @param parts what must match in it
     */
    record Pair(List<ElementPath.Step> base, List<SearchParameter> parts) {}

    /** Reads a line of the table: name, kind, paths, targets. */
    static SearchParameter of(String[] words) {
        SearchKind kind = SearchKind.of(words[1]);
        Set<String> targets = words.length > 3 ? new LinkedHashSet<>(Arrays.asList(words[3].split("\\|"))) : Set.of();
        return kind == SearchKind.COMPOSITE
                ? new SearchParameter(words[0], kind, List.of(), Set.of(), pairs(words[0], words[2]))
                : new SearchParameter(words[0], kind, paths(words[2]), targets, List.of());
    }

    private static List<ElementPath> paths(String text) {
        return Arrays.stream(text.split("\\|")).map(ElementPath::of).toList();
    }

    private static List<Pair> pairs(String name, String text) {
        List<Pair> pairs = new ArrayList<>();
        for (String written : text.split("&")) {
            String[] parts = written.split(";");
            List<SearchParameter> read = new ArrayList<>();
            for (String part : Arrays.asList(parts).subList(1, parts.length)) {
                int sign = part.indexOf('=');
                read.add(new SearchParameter(
                        name,
                        SearchKind.of(part.substring(0, sign)),
                        paths(part.substring(sign + 1)),
                        Set.of(),
                        List.of()));
            }
            pairs.add(new Pair(parts[0].equals(".") ? List.of() : ElementPath.steps(parts[0]), read));
        }
        return pairs;
    }
}
