package org.suwen.fhir.search;

import java.util.List;
import java.util.Optional;

/** Tests resources of a record against criteria; looks at nothing but what may be seen. */
final class Matching {
    private final SeenRecord record;
    private final IndexValues reading;
    private final SearchSetting setting;

    Matching(SeenRecord record, SearchSetting setting) {
        this.record = record;
        this.setting = setting;
        this.reading = new IndexValues(setting.zone());
    }

    boolean meets(Seen seen, List<Criterion> criteria) {
        return criteria.stream().allMatch(each -> meets(seen, each));
    }

    private boolean meets(Seen seen, Criterion criterion) {
        return switch (criterion) {
            case Criterion.Has has ->
                values(seen, has.parameter()).stream()
                                .anyMatch(value -> has.operands().stream().anyMatch(each -> each.meets(value)))
                        != has.not();
            case Criterion.Missing missing -> values(seen, missing.parameter()).isEmpty() == missing.missing();
            case Criterion.Chain chain ->
                links(seen, chain.parameter()).stream().anyMatch(link -> chained(chain, link));
            case Criterion.Pointed pointed ->
                record.all(pointed.type()).stream()
                        .anyMatch(other -> pointsTo(other, pointed.parameter(), seen) && meets(other, pointed.inner()));
        };
    }

    private boolean chained(Criterion.Chain chain, IndexValue.Link link) {
        Criterion inner = chain.byType().get(link.type());
        if (inner == null) {
            return false;
        }
        Optional<Seen> target = record.one(link.type(), link.id());
        return target.isPresent() && meets(target.get(), inner);
    }

    /** Whether a reference parameter of one resource points to another. */
    boolean pointsTo(Seen from, SearchParameter parameter, Seen to) {
        return links(from, parameter).stream()
                .anyMatch(link -> link.id().equals(to.id()) && link.type().equals(to.type()));
    }

    /** The references of a parameter that point to something on this server. */
    List<IndexValue.Link> links(Seen seen, SearchParameter parameter) {
        return values(seen, parameter).stream()
                .filter(IndexValue.Link.class::isInstance)
                .map(IndexValue.Link.class::cast)
                .map(link -> link.id().isEmpty() && link.url().startsWith(setting.base())
                        ? Links.of(link.url().substring(setting.base().length()))
                        : link)
                .filter(link -> !link.id().isEmpty())
                .toList();
    }

    List<IndexValue> values(Seen seen, SearchParameter parameter) {
        return seen.values(parameter, reading);
    }
}
