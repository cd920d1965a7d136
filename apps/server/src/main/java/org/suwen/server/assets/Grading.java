package org.suwen.server.assets;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.classification.Category;
import org.suwen.classification.Field;
import org.suwen.classification.Fields;
import org.suwen.classification.Flag;
import org.suwen.classification.Labelling;
import org.suwen.classification.tier.Proposal;
import org.suwen.classification.tier.ThresholdCalendar;
import org.suwen.classification.tier.Tier;
import org.suwen.classification.tier.Tiering;

/** Works out what a data set is by its fields, its inputs and its counts. */
public final class Grading {

    private final Fields fields;
    private final ThresholdCalendar thresholds;

    /** Gradings by this dictionary and these thresholds. */
    public Grading(Fields fields, ThresholdCalendar thresholds) {
        this.fields = fields;
        this.thresholds = thresholds;
    }

    Fields fields() {
        return fields;
    }

    /** The fields no dictionary knows: the set is not taken in until a steward has said what they are (CLS-02). */
    List<String> unknown(Set<String> names) {
        return names.stream().filter(name -> fields.find(name).isEmpty()).toList();
    }

    /** The highest grade among the fields: what a set is at least (CLS-19). */
    int ofFields(Set<String> names) {
        return labels(names).stream()
                .mapToInt(each -> each.labels().grade())
                .max()
                .orElse(1);
    }

    Proposal proposal(Asset asset, LocalDate day) {
        return new Tiering(thresholds.on(day)).propose(asset.holding());
    }

    /** The tier that counts: what a person designated, or what its size proposes when that is more. */
    Tier tier(Asset asset, LocalDate day) {
        Tier proposed = proposal(asset, day).tier();
        Tier designated = asset.standing().designated();
        return proposed.compareTo(designated) > 0 ? proposed : designated;
    }

    Set<Flag> flags(Asset asset) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        labels(asset.content().fields())
                .forEach(each -> flags.addAll(each.labels().flags()));
        if (asset.content().publicData()) {
            flags.add(Flag.PUBLIC_DATA);
        }
        return flags;
    }

    /** Whether a field tells by itself who the person is. */
    boolean direct(Asset asset) {
        return found(asset).stream().anyMatch(Field::direct);
    }

    /** What a caller may know of a set. */
    Map<String, Object> view(Asset asset, LocalDate day) {
        Proposal proposal = proposal(asset, day);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", asset.id());
        view.put("title", asset.title());
        view.put("owner", asset.owner());
        view.put("kind", asset.origin().inputs().isEmpty() ? "RAW" : "DERIVED");
        view.put("inputs", List.copyOf(asset.origin().inputs()));
        view.put("system", asset.origin().system());
        view.put("purpose", asset.origin().purpose());
        view.put(
                "categories",
                found(asset).stream()
                        .map(Field::category)
                        .map(Category::name)
                        .distinct()
                        .sorted()
                        .toList());
        view.put(
                "groups",
                new ArrayList<>(
                        new TreeSet<>(found(asset).stream().map(Field::group).toList())));
        view.put("grade", asset.standing().grade());
        view.put("tier", tier(asset, day).name());
        view.put("proposed", proposal.tier().name());
        view.put("designated", asset.standing().designated().name());
        view.put("grounds", rules(proposal.grounds()));
        view.put("warnings", rules(proposal.warnings()));
        flags(view, flags(asset));
        view.put("persons", asset.holding().persons());
        view.put("sensitivePersons", asset.holding().sensitivePersons());
        view.put("records", asset.records());
        view.put(
                "waiting",
                asset.standing().wish().map(wish -> wish.matter().name()).orElse("NONE"));
        view.put("changes", asset.standing().history().size());
        return view;
    }

    private static List<String> rules(List<Proposal.Ground> grounds) {
        return grounds.stream().map(Proposal.Ground::rule).distinct().toList();
    }

    static void flags(Map<String, Object> view, Set<Flag> flags) {
        view.put("personal", flags.contains(Flag.PERSONAL_INFORMATION));
        view.put("sensitive", flags.contains(Flag.SENSITIVE));
        view.put("publicData", flags.contains(Flag.PUBLIC_DATA));
        view.put("humanGenetic", humanGenetic(flags));
        view.put(
                "flags",
                flags.stream().sorted(Comparator.naturalOrder()).map(Flag::name).toList());
    }

    /** Under which readings it is human-genetic-resource information (CLS-17). */
    private static List<String> humanGenetic(Set<Flag> flags) {
        List<String> readings = new ArrayList<>();
        if (flags.contains(Flag.GENETIC)) {
            readings.add("BROAD");
        }
        if (flags.contains(Flag.GENETIC_STRICT)) {
            readings.add("STRICT");
        }
        return readings;
    }

    private List<Labelling> labels(Set<String> names) {
        return names.stream()
                .map(name -> fields.label(name, OptionalInt.empty()))
                .toList();
    }

    private List<Field> found(Asset asset) {
        return asset.content().fields().stream()
                .map(fields::find)
                .flatMap(Optional::stream)
                .toList();
    }
}
