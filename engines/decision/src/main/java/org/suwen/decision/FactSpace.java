package org.suwen.decision;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.suwen.decision.condition.Attribute;
import org.suwen.decision.condition.Condition;
import org.suwen.decision.condition.Diagram;
import org.suwen.decision.condition.Diagrams;
import org.suwen.decision.condition.Test;
import org.suwen.decision.condition.Type;

/**
 * The space of all questions: every combination of the attributes' values but those that {@link Facts} never brings
 * about.
 */
public final class FactSpace {

    /** What can't be, by how the facts are worked out. */
    private static final List<String> IMPOSSIBLE = List.of(
            "(relation.group || relation.department || relation.responsible || relation.superior) && !relation.sameDepartment",
            "via.model && !via.present",
            "patient.specialIdentity && !(patient.identityTags containsAny [\"PREGNANT_OR_LYING_IN\", \"INFANT_OR_TODDLER\", \"RARE_DISEASE\"])",
            "!patient.specialIdentity && patient.identityTags containsAny [\"PREGNANT_OR_LYING_IN\", \"INFANT_OR_TODDLER\", \"RARE_DISEASE\"]",
            "data.floor == \"DETAIL\" && data.granularity != \"DETAIL\"",
            "data.floor == \"SUMMARY\" && data.granularity == \"OVERVIEW\"",
            "grant.consultation && !(has grant.consultationUpTo)",
            "!grant.consultation && has grant.consultationUpTo",
            "grant.scan && !(has grant.scanUpTo)",
            "!grant.scan && has grant.scanUpTo");

    /** Parts that are there together or not at all, each with the attribute that says so. */
    private static final Map<String, String> TOGETHER =
            Map.of("licence.present", "licence.", "study.present", "study.", "device.known", "device.");

    private FactSpace() {}

    /** The conditions under which a question can't come about; each is false of every question. */
    public static List<Condition> impossible() {
        return Stream.concat(
                        IMPOSSIBLE.stream(),
                        TOGETHER.entrySet().stream().flatMap(each -> together(each.getKey(), each.getValue())))
                .map(text -> Condition.parse(text, RuleSchema.schema(), Map.of()))
                .toList();
    }

    private static Stream<String> together(String said, String prefix) {
        return RuleSchema.schema().attributes().stream()
                .filter(attribute -> attribute.optional() && attribute.name().startsWith(prefix))
                .flatMap(attribute -> Stream.of(
                        said + " && !(has " + attribute.name() + ")", "!" + said + " && has " + attribute.name()));
    }

    /** All questions. */
    static Diagram all(Diagrams diagrams) {
        Diagram space = diagrams.yes();
        List<Attribute> attributes = RuleSchema.schema().attributes();
        for (int i = attributes.size() - 1; i >= 0; i--) {
            space = diagrams.and(diagrams.wellFormed(attributes.get(i)), space);
        }
        for (Condition impossible : impossible()) {
            space = diagrams.without(space, diagrams.of(impossible.clauses(Map.of(), Test.YES)));
        }
        return space;
    }

    /**
     * How many combinations of closed values there are, the impossible ones counted too, with one more factor of two for
     * each test of an open value.
     */
    static BigInteger size(int tests) {
        BigInteger size = BigInteger.TWO.pow(tests);
        for (Attribute attribute : RuleSchema.schema().attributes()) {
            BigInteger values = BigInteger.valueOf(attribute.optional() ? 1 : 0).add(values(attribute.type()));
            size = size.multiply(values);
        }
        return size;
    }

    private static BigInteger values(Type type) {
        return switch (type.kind()) {
            case BOOL -> BigInteger.TWO;
            case TEXT ->
                type.domain().isEmpty()
                        ? BigInteger.ONE
                        : BigInteger.valueOf(type.domain().size());
            case SET -> BigInteger.TWO.pow(type.domain().size());
            case NUMBER, DURATION, ADDRESS, NETWORKS -> BigInteger.ONE;
        };
    }
}
