package org.suwen.server.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.suwen.classification.Granularity;
import org.suwen.classification.IdentifierKind;
import org.suwen.decision.Duty;
import org.suwen.decision.DutyKind;
import org.suwen.fhir.Projection;
import org.suwen.fhir.Reduction;

/** Projects by the duties of a permit: masks identifiers, reduces granularity. */
public final class DutyProjector implements Projector {

    private final Projection projection;

    /** Projects with {@code projection}. */
    public DutyProjector(Projection projection) {
        this.projection = projection;
    }

    @Override
    public byte[] project(byte[] stored, String type, List<Duty> duties) {
        Reduction reduction = reduction(duties);
        return reduction.isNone() ? stored : projection.apply(stored, reduction);
    }

    private static Reduction reduction(List<Duty> duties) {
        Set<IdentifierKind> mask = EnumSet.noneOf(IdentifierKind.class);
        Granularity upTo = Granularity.DETAIL;
        for (Duty duty : duties) {
            if (duty.kind() == DutyKind.MASK) {
                mask.addAll(kinds(duty.parameters().getOrDefault("identifiers", "ALL")));
            } else if (duty.kind() == DutyKind.REDUCE) {
                Granularity cap = Granularity.valueOf(duty.parameters().getOrDefault("granularity", "OVERVIEW"));
                upTo = cap.compareTo(upTo) < 0 ? cap : upTo;
            }
        }
        return mask.isEmpty() && upTo == Granularity.DETAIL
                ? Reduction.NONE
                : new Reduction(mask, upTo, Set.of(), Set.of());
    }

    private static Set<IdentifierKind> kinds(String names) {
        Set<IdentifierKind> kinds = EnumSet.noneOf(IdentifierKind.class);
        if (names.equals("ALL")) {
            kinds.addAll(EnumSet.complementOf(EnumSet.of(IdentifierKind.NONE)));
            return kinds;
        }
        for (String name : names.split(",")) {
            kinds.add(IdentifierKind.valueOf(name.strip()));
        }
        return kinds;
    }
}
