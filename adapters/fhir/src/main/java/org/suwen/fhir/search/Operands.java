package org.suwen.fhir.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the values of a query into operands. */
final class Operands {
    private static final Set<String> TOKEN = Set.of("", "not", "text", "of-type");
    private static final Set<String> STRING = Set.of("", "exact", "contains");
    private static final Set<String> URI = Set.of("", "above", "below");

    private final SearchSetting setting;

    Operands(SearchSetting setting) {
        this.setting = setting;
    }

    Operand of(SearchParameter parameter, String modifier, String raw) {
        if (raw.isEmpty()) {
            throw SearchException.value(parameter.name(), "the parameter needs a value");
        }
        return switch (parameter.kind()) {
            case TOKEN -> token(checked(parameter, modifier, TOKEN), raw, parameter);
            case STRING -> text(checked(parameter, modifier, STRING), Escapes.plain(raw));
            case REFERENCE -> References.of(parameter, modifier, raw, setting);
            case DATE -> Ordered.date(plain(parameter, modifier), Escapes.plain(raw), setting);
            case NUMBER -> Ordered.number(plain(parameter, modifier), Escapes.plain(raw));
            case QUANTITY -> Ordered.quantity(plain(parameter, modifier), raw);
            case URI -> uri(checked(parameter, modifier, URI), Escapes.plain(raw));
            case COMPOSITE -> composite(plain(parameter, modifier), raw);
        };
    }

    private static String checked(SearchParameter parameter, String modifier, Set<String> known) {
        if (!known.contains(modifier)) {
            throw new SearchException(
                    "not-supported",
                    parameter.name() + ":" + modifier,
                    "this modifier is not offered for a parameter of kind `"
                            + parameter.kind().code() + "`");
        }
        return modifier;
    }

    static SearchParameter plain(SearchParameter parameter, String modifier) {
        var unused = checked(parameter, modifier, Set.of(""));
        return parameter;
    }

    private static Operand token(String modifier, String raw, SearchParameter parameter) {
        List<String> parts =
                Escapes.split(raw, '|').stream().map(Escapes::plain).toList();
        if (modifier.equals("text")) {
            String wanted = IndexValue.fold(Escapes.plain(raw));
            return value -> value instanceof IndexValue.Token token
                    && token.texts().stream()
                            .anyMatch(each -> IndexValue.fold(each).startsWith(wanted));
        }
        if (modifier.equals("of-type")) {
            if (parts.size() != 3) {
                throw SearchException.value(parameter.name(), "`:of-type` takes `system|code|value`");
            }
            String kind = parts.get(0) + "|" + parts.get(1);
            return value -> value instanceof IndexValue.Token token
                    && token.kinds().contains(kind)
                    && token.code().equals(parts.get(2));
        }
        if (parts.size() > 2) {
            throw SearchException.value(parameter.name(), "a token is `code`, `system|code`, `|code` or `system|`");
        }
        return coded(parts);
    }

    private static Operand coded(List<String> parts) {
        if (parts.size() == 1) {
            return value ->
                    value instanceof IndexValue.Token token && token.code().equals(parts.getFirst());
        }
        String system = parts.get(0);
        String code = parts.get(1);
        if (code.isEmpty()) {
            return value -> value instanceof IndexValue.Token token
                    && !system.isEmpty()
                    && token.system().equals(system);
        }
        return value -> value instanceof IndexValue.Token token
                && token.code().equals(code)
                && (token.implied() || token.system().equals(system));
    }

    private static Operand text(String modifier, String raw) {
        String folded = IndexValue.fold(raw);
        return switch (modifier) {
            case "exact" ->
                value -> value instanceof IndexValue.Text text && text.exact().equals(raw);
            case "contains" ->
                value -> value instanceof IndexValue.Text text && text.folded().contains(folded);
            default ->
                value -> value instanceof IndexValue.Text text && text.folded().startsWith(folded);
        };
    }

    private static Operand uri(String modifier, String raw) {
        return switch (modifier) {
            case "below" -> value -> value instanceof IndexValue.Address address && isBelow(address.uri(), raw);
            case "above" -> value -> value instanceof IndexValue.Address address && isBelow(raw, address.uri());
            default ->
                value -> value instanceof IndexValue.Address address
                        && address.uri().equals(raw);
        };
    }

    private static boolean isBelow(String uri, String root) {
        return uri.equals(root) || uri.startsWith(root.endsWith("/") ? root : root + "/");
    }

    private Operand composite(SearchParameter parameter, String raw) {
        List<String> written = Escapes.split(raw, '$');
        SearchParameter.Pair first = parameter.pairs().getFirst();
        if (written.size() != first.parts().size()) {
            throw SearchException.value(parameter.name(), "a composite takes its parts with `$` between them");
        }
        List<Operand> operands = new ArrayList<>();
        for (int each = 0; each < written.size(); each++) {
            operands.add(of(first.parts().get(each), "", written.get(each)));
        }
        return value -> value instanceof IndexValue.Parts parts && allMet(operands, parts);
    }

    private static boolean allMet(List<Operand> operands, IndexValue.Parts parts) {
        for (int each = 0; each < operands.size(); each++) {
            if (parts.values().get(each).stream().noneMatch(operands.get(each)::meets)) {
                return false;
            }
        }
        return true;
    }
}
