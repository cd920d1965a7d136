package org.suwen.fhir.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The standard search parameters of FHIR R4 (4.0.1), from a table generated from their official definitions.
 *
 * <p>Left out: {@code phonetic}, and those of kind {@code special}.
 */
public final class SearchParameters {
    private static final String TABLE = "/org/suwen/fhir/search/r4-search-parameters.txt";
    private static final List<String> OF_EVERY_TYPE = List.of(
            "_id token id:id",
            "_lastUpdated date meta.lastUpdated:instant",
            "_profile uri meta.profile:canonical",
            "_security token meta.security:Coding",
            "_source uri meta.source:uri",
            "_tag token meta.tag:Coding");
    private static final SearchParameters R4 = load();

    private final Map<String, Map<String, SearchParameter>> byType = new TreeMap<>();
    private final Map<String, List<Element>> elements = new HashMap<>();

    /** An element that is part of a summary, or that a resource can't be without, or both. */
    private record Element(String name, boolean choice, boolean required, boolean summary) {
        static Element of(String word) {
            String name = word.replace("~", "").replace("!", "").replace("*", "");
            return new Element(name, word.contains("*"), word.contains("!"), !word.contains("~"));
        }

        boolean is(String property) {
            return choice ? isChoice(name, property) : name.equals(property);
        }
    }

    private SearchParameters(String table) {
        Map<String, SearchParameter> current = new LinkedHashMap<>();
        for (String line : table.split("\n")) {
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            String[] words = line.strip().split(" ");
            if (line.charAt(0) == ' ') {
                current.put(words[0], SearchParameter.of(words));
                continue;
            }
            current = new LinkedHashMap<>();
            for (String each : OF_EVERY_TYPE) {
                SearchParameter parameter = SearchParameter.of(each.split(" "));
                current.put(parameter.name(), parameter);
            }
            byType.put(words[0], current);
            List<Element> named = new ArrayList<>();
            for (String word : List.of(words).subList(1, words.length)) {
                named.add(Element.of(word));
            }
            elements.put(words[0], named);
        }
    }

    private static SearchParameters load() {
        try (InputStream in = SearchParameters.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the table of search parameters is missing in the jar");
            }
            return new SearchParameters(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parameters of R4. */
    public static SearchParameters r4() {
        return R4;
    }

    /** The resource types that can be searched for. */
    public Set<String> types() {
        return byType.keySet();
    }

    /** The parameters of a type, in the order of their names; none for a type that R4 does not have. */
    public Collection<SearchParameter> of(String type) {
        return byType.getOrDefault(type, Map.of()).values();
    }

    /** One parameter of a type. */
    public Optional<SearchParameter> find(String type, String name) {
        return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(name));
    }

    /** Whether a JSON property at the top of a resource belongs to its summary. */
    public boolean inSummary(String type, String property) {
        return elements.getOrDefault(type, List.of()).stream().anyMatch(each -> each.summary() && each.is(property));
    }

    /** Whether a resource can't be without this JSON property. */
    public boolean isRequired(String type, String property) {
        return elements.getOrDefault(type, List.of()).stream().anyMatch(each -> each.required() && each.is(property));
    }

    /** Whether a property is {@code valueQuantity} or its like for the choice {@code value[x]}. */
    static boolean isChoice(String name, String property) {
        return property.startsWith(name)
                && property.length() > name.length()
                && Character.isUpperCase(property.charAt(name.length()));
    }
}
