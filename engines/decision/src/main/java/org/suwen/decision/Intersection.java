package org.suwen.decision;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.suwen.classification.Granularity;

/** What two decisions on the same data both allow. */
final class Intersection {

    private Intersection() {}

    /** The first decision, cut down to what the second, which holds for the whole class, allows as well. */
    static Decision of(Decision own, Decision other) {
        if (own instanceof Deny || !(other instanceof Permit limit)) {
            return own instanceof Deny ? own : other;
        }
        return cut((Permit) own, limit);
    }

    private static Permit cut(Permit own, Permit limit) {
        Optional<Decision> otherwise = own.otherwise().map(rest -> of(rest, limit));
        Set<Duty> duties = new LinkedHashSet<>();
        lower(own, limit).ifPresent(duties::add);
        Stream.concat(own.duties().stream(), limit.duties().stream())
                .filter(duty -> duty.kind() != DutyKind.REDUCE)
                .forEach(duties::add);
        Set<String> rules = new LinkedHashSet<>(own.rules());
        rules.addAll(limit.rules());
        return new Permit(
                own.ground(), own.basis(), List.copyOf(duties), own.residual(), otherwise, List.copyOf(rules));
    }

    private static Optional<Duty> lower(Permit own, Permit limit) {
        return Stream.of(own.duty(DutyKind.REDUCE), limit.duty(DutyKind.REDUCE))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(
                        duty -> Granularity.valueOf(duty.parameters().getOrDefault("granularity", "DETAIL"))));
    }
}
