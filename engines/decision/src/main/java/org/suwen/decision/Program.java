package org.suwen.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.suwen.decision.condition.Address;
import org.suwen.decision.condition.Codes;
import org.suwen.decision.condition.ConditionException;
import org.suwen.decision.condition.Network;
import org.suwen.decision.condition.Test;
import org.suwen.decision.condition.Value;
import org.suwen.decision.condition.Words;

/** A rulebook compiled for a stretch of days in which no parameter changes. */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class Program {

    /** The parameter that says how long a department keeps a former patient (B13). */
    static final String CARE_TAIL = "care.tail";

    /** The parameter that lists data classes that say what holds the data, not what it is. */
    static final String CONTAINERS = "data.container-classes";

    /** The parameter that says in which time zone a day is a day. */
    static final String ZONE = "zone";

    private static final int SEEN = 256;
    private static final int ADDRESS_SHIFT = 20;
    private static final long SECONDS_A_DAY = 86_400;

    private static final int ROLES = Role.values().length;
    private static final int PURPOSES = Purpose.values().length;
    private static final int KINDS = ActorKind.values().length;
    private static final int ACTIONS = Action.values().length;

    /** Something made of what was seen before; a few are kept, by where their key falls. */
    private record Seen(Object key, Object value) {}

    private final Rulebook rulebook;
    private final List<CompiledRule> rules;
    private final Map<String, Value> parameters;
    private final ZoneId zone;
    private final Duration careTail;

    /** The free texts that any of the rules looks for. */
    private final Codes codes;

    private final AtomicReferenceArray<@Nullable Seen> addresses =
            new AtomicReferenceArray<>(1 << (Integer.SIZE - ADDRESS_SHIFT));
    private final AtomicReferenceArray<@Nullable Seen> kinds = new AtomicReferenceArray<>(SEEN);
    private final AtomicReferenceArray<@Nullable Seen> sensors = new AtomicReferenceArray<>(SEEN);

    /** Kinds of request with the same rules in scope share what is compiled for them. */
    private final Map<BitSet, RuleSet> sharedSets = new ConcurrentHashMap<>();

    private final AtomicReferenceArray<@Nullable RuleSet> sets =
            new AtomicReferenceArray<>(ACTIONS * ROLES * PURPOSES * KINDS);

    /**
     * Compiles a rulebook for a day.
     *
     * @param before the one compiled for the stretch before, whose rules are taken where their parameters are the same
     */
    Program(Rulebook rulebook, LocalDate day, @Nullable Program before) {
        this.rulebook = rulebook;
        this.parameters = rulebook.values(day);
        this.rules = compile(rulebook, parameters, before);
        this.codes = Codes.of(rules.stream()
                .flatMap(rule -> Stream.concat(rule.holds().stream(), rule.faults().stream()))
                .toList());
        this.careTail = parameters.get(CARE_TAIL) instanceof Value.Span span ? span.value() : Duration.ZERO;
        this.zone = parameters.get(ZONE) instanceof Value.Word word ? ZoneId.of(word.value()) : ZoneOffset.ofHours(8);
    }

    private static List<CompiledRule> compile(
            Rulebook rulebook, Map<String, Value> parameters, @Nullable Program before) {
        List<CompiledRule> compiled = new ArrayList<>(rulebook.rules().size());
        for (Rule rule : rulebook.rules()) {
            int index = compiled.size();
            boolean same = before != null
                    && rule.when().parameters().stream()
                            .allMatch(name -> Objects.equals(parameters.get(name), before.parameters.get(name)));
            compiled.add(same && before != null ? before.rule(index) : compile(rule, index, parameters));
        }
        return List.copyOf(compiled);
    }

    private static CompiledRule compile(Rule rule, int index, Map<String, Value> parameters) {
        try {
            long binding = 0;
            for (String ground : rule.evenUnder()) {
                binding |= 1L << Grounds.ALL.indexOf(ground);
            }
            return new CompiledRule(
                    rule,
                    index,
                    rule.when().compile(parameters),
                    binding,
                    rule.when().clauses(parameters, Test.YES),
                    rule.when().clauses(parameters, Test.FAULT),
                    rule.effect() instanceof Effect.Require require
                            && !require.attributes().isEmpty());
        } catch (ConditionException e) {
            throw new InvalidRulebookException(
                    rule.id(), "condition, line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        }
    }

    CompiledRule rule(int index) {
        return rules.get(index);
    }

    /** The day of a moment, counted from 1970, where the rulebook is at home. */
    long epochDay(Instant at) {
        int offset = zone.getRules().getOffset(at).getTotalSeconds();
        return Math.floorDiv(at.getEpochSecond() + offset, SECONDS_A_DAY);
    }

    /** The network address in a text; the ones seen last are kept. */
    Address address(String text) {
        int place = (text.hashCode() * 0x9E3779B1) >>> ADDRESS_SHIFT;
        Seen known = addresses.get(place);
        if (known == null || !known.key().equals(text)) {
            known = new Seen(text, Address.of(text));
            addresses.set(place, known);
        }
        return (Address) known.value();
    }

    /** The data classes that say what data is, without those for mere containers where a finer one is there. */
    Set<String> kinds(Set<String> classes) {
        return derived(kinds, classes, () -> {
            Set<String> kinds = new TreeSet<>(classes);
            kinds.removeAll(containers());
            return new Words(kinds.isEmpty() ? classes : kinds);
        });
    }

    /** Sensors' names as data classes: {@code heart-rate} is {@code HEART_RATE}. */
    Set<String> sensors(Set<String> names) {
        return derived(sensors, names, () -> {
            Set<String> classes = new TreeSet<>();
            names.forEach(name -> classes.add(name.toUpperCase(Locale.ROOT).replace('-', '_')));
            return new Words(classes);
        });
    }

    /** What was made of the same set, which never changes, before. */
    @SuppressWarnings("unchecked") // only this method puts values in, and all are such sets
    private static Set<String> derived(
            AtomicReferenceArray<@Nullable Seen> seen, Set<String> from, Supplier<Set<String>> maker) {
        int place = System.identityHashCode(from) & (SEEN - 1);
        Seen known = seen.get(place);
        if (known == null || known.key() != from) {
            known = new Seen(from, maker.get());
            seen.set(place, known);
        }
        return (Set<String>) known.value();
    }

    Rulebook rulebook() {
        return rulebook;
    }

    Map<String, Value> parameters() {
        return parameters;
    }

    Duration careTail() {
        return careTail;
    }

    Set<String> containers() {
        return parameters.get(CONTAINERS) instanceof Value.Words words ? words.values() : Set.of();
    }

    long whole(String name) {
        if (parameters.get(name) instanceof Value.Whole whole) {
            return whole.value();
        }
        throw new IllegalStateException("parameter `" + name + "` was checked to be a number");
    }

    ZoneId zone() {
        return zone;
    }

    /** A parameter as a duty carries it: a duration in seconds, a list with commas. */
    String text(String name) {
        Value value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("parameter `" + name + "` was checked to be there");
        }
        return switch (value) {
            case Value.Flag flag -> String.valueOf(flag.value());
            case Value.Whole whole -> String.valueOf(whole.value());
            case Value.Span span -> String.valueOf(span.value().toSeconds());
            case Value.Word word -> word.value();
            case Value.Words words -> String.join(",", words.values());
            case Value.Networks networks ->
                networks.values().stream().map(Network::toString).collect(Collectors.joining(","));
        };
    }

    /** The rules in scope of such a request. */
    RuleSet rules(Request request) {
        return rules(
                request.action(),
                request.purpose(),
                request.actor().role(),
                request.actor().kind());
    }

    /** The rules in scope of such a request. */
    RuleSet rules(Action action, Purpose purpose, Role role, ActorKind kind) {
        int index =
                ((action.ordinal() * ROLES + role.ordinal()) * PURPOSES + purpose.ordinal()) * KINDS + kind.ordinal();
        RuleSet known = sets.get(index);
        if (known != null) {
            return known;
        }
        List<CompiledRule> inScope = new ArrayList<>();
        BitSet places = new BitSet();
        for (CompiledRule rule : rules) {
            if (rule.rule().scope().covers(action, purpose, role, kind)) {
                inScope.add(rule);
                places.set(rule.index());
            }
        }
        RuleSet made = sharedSets.computeIfAbsent(places, unseen -> new RuleSet(inScope, codes));
        sets.set(index, made);
        return made;
    }
}
