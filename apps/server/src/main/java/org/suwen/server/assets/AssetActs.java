package org.suwen.server.assets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.classification.tier.Coverage;
import org.suwen.classification.tier.Holding;
import org.suwen.classification.tier.Subject;
import org.suwen.classification.tier.Tier;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.acts.Shelf;

/** Takes data sets into the catalogue, counts them and grades them (CLS-01, 02, 18, 19, 26, 28, 29). */
public final class AssetActs {

    private static final String[] KEYS = {
        "id",
        "title",
        "owner",
        "fields",
        "system",
        "purpose",
        "inputs",
        "records",
        "persons",
        "sensitivePersons",
        "national",
        "subjects",
        "coverage",
        "derived",
        "portrays",
        "nationalSecurity",
        "publicData",
        "interestHolders",
        "backup",
        "encrypted",
        "reach"
    };

    private final Shelf<Asset> assets;
    private final Grading grading;

    /** The catalogue on this shelf. */
    public AssetActs(Shelf<Asset> assets, Grading grading) {
        this.assets = assets;
        this.grading = grading;
    }

    /** The acts. */
    public List<Known> acts() {
        return List.of(
                Known.ofOfficer("assets.register", this::register),
                Known.ofOfficer("assets.count", this::count),
                Known.ofOfficer("assets.grade", this::grade),
                Known.ofOfficer("assets.view", this::view),
                Known.ofOfficer("assets.mismatches", this::mismatches));
    }

    private ActOutcome register(Doing doing) {
        doing.only(KEYS);
        String id = doing.text("id");
        Shelf.Held<Asset> held = assets.held(id);
        if (held.value().isPresent()) {
            return ActOutcome.refused("EXISTS", "CLS-01", "the catalogue has a data set of this id");
        }
        Asset.Content content = content(doing);
        List<String> unknown = grading.unknown(content.fields());
        if (!unknown.isEmpty()) {
            return ActOutcome.refused(
                    "NO_CATEGORY", "CLS-02", "nobody has said what the fields " + unknown + " are; it stays outside");
        }
        if (content.publicData() && content.interestHolders().size() < 3) {
            return ActOutcome.refused(
                    "INTEREST_HOLDERS", "CLS-18", "public data names citizens, processor and authority as holders");
        }
        SortedSet<String> inputs = new TreeSet<>(doing.list("inputs"));
        Optional<String> missing =
                inputs.stream().filter(each -> assets.get(each).isEmpty()).findFirst();
        if (missing.isPresent()) {
            return ActOutcome.refused(
                    "NO_LINEAGE", "CLS-01", "the input `" + missing.get() + "` is not in the catalogue");
        }
        Asset asset = asset(doing, content, inputs);
        return ActOutcome.done(rules(asset, doing), grading.view(asset, doing.day()), assets.putting(held, asset));
    }

    private static Asset.Content content(Doing doing) {
        SortedSet<String> fields = doing.texts("fields");
        if (fields.isEmpty()) {
            throw Doing.fault("`fields` names what the data set holds");
        }
        return new Asset.Content(fields, doing.flag("publicData"), doing.texts("interestHolders"));
    }

    private Asset asset(Doing doing, Asset.Content content, SortedSet<String> inputs) {
        int inherited = inputs.stream()
                .flatMap(each -> assets.get(each).stream())
                .mapToInt(each -> each.standing().grade())
                .max()
                .orElse(1);
        int grade = Math.max(inherited, grading.ofFields(content.fields()));
        return new Asset(
                doing.text("id"),
                doing.find("title").orElse(doing.text("id")),
                doing.find("owner").orElse(doing.caller().accountId()),
                content,
                new Asset.Origin(doing.text("system"), doing.text("purpose"), inputs),
                holding(doing, !inputs.isEmpty()),
                doing.findWhole("records").orElse(0L),
                new Asset.Standing(grade, Tier.GENERAL, Optional.empty(), Optional.empty(), List.of()),
                new Asset.Controls(
                        doing.findConstant("backup", Asset.Controls.Backup.class)
                                .orElse(Asset.Controls.Backup.NONE),
                        doing.flag("encrypted"),
                        doing.findConstant("reach", Asset.Controls.Reach.class).orElse(Asset.Controls.Reach.NAMED)),
                Asset.Clearance.none());
    }

    private static Holding holding(Doing doing, boolean hasInputs) {
        Doing coverage = doing.part("coverage");
        coverage.only("group", "important", "region", "period", "complete");
        return new Holding(
                doing.findWhole("persons").orElse(0L),
                doing.findWhole("sensitivePersons").orElse(0L),
                doing.flag("national"),
                java.util.Set.copyOf(doing.constants("subjects", Subject.class)),
                new Coverage(
                        coverage.find("group").orElse(""),
                        coverage.flag("important"),
                        coverage.find("region").orElse(""),
                        coverage.find("period").orElse(""),
                        coverage.flag("complete")),
                new Holding.Depth(
                        hasInputs || doing.flag("derived"), doing.flag("portrays"), doing.flag("nationalSecurity")));
    }

    private List<String> rules(Asset asset, Doing doing) {
        SortedSet<String> rules = new TreeSet<>(List.of("CLS-01", "CLS-19", "CLS-25"));
        grading.proposal(asset, doing.day()).grounds().forEach(each -> rules.add(each.rule()));
        return List.copyOf(rules);
    }

    /** New counts; crossing a threshold changes the tier at once, and that is an event (CLS-28, CLS-31). */
    private ActOutcome count(Doing doing) {
        doing.only("id", "persons", "sensitivePersons", "records");
        Shelf.Held<Asset> held = assets.held(doing.text("id"));
        Asset before = found(held);
        Asset counted = before.counting(
                doing.whole("persons"),
                doing.whole("sensitivePersons"),
                doing.findWhole("records").orElse(before.records()));
        Tier was = grading.tier(before, doing.day());
        Tier is = grading.tier(counted, doing.day());
        Asset after = was == is
                ? counted
                : counted.with(counted.standing()
                        .designated(
                                counted.standing().designated(),
                                change(doing, "tier", was.name(), is.name(), "counts")));
        Map<String, Object> view = new LinkedHashMap<>(grading.view(after, doing.day()));
        view.put("changed", was != is);
        return ActOutcome.done(rules(after, doing), view, assets.putting(held, after));
    }

    /** A higher grade holds at once; a lower one waits for another person, and never goes below the fields' own. */
    private ActOutcome grade(Doing doing) {
        doing.only("id", "grade", "criterion", "reason");
        Shelf.Held<Asset> held = assets.held(doing.text("id"));
        Asset asset = found(held);
        long wanted = doing.whole("grade");
        Criterion criterion = doing.constant("criterion", Criterion.class);
        String reason = criterion + ": " + doing.text("reason");
        if (wanted < 1 || wanted > 5) {
            return ActOutcome.refused("GRADE", "CLS-19", "a grade is 1 to 5, not " + wanted);
        }
        int least = grading.ofFields(asset.content().fields());
        if (wanted < least) {
            return ActOutcome.refused("GRADE", "CLS-19", "a field of it is of grade " + least);
        }
        int grade = (int) wanted;
        int before = asset.standing().grade();
        Asset after = grade >= before
                ? asset.with(asset.standing()
                        .graded(
                                grade,
                                change(doing, "grade", Integer.toString(before), Integer.toString(grade), reason)))
                : asset.with(asset.standing()
                        .wishing(new Asset.Wish(
                                Asset.Matter.GRADE,
                                grade,
                                asset.standing().designated(),
                                reason,
                                doing.caller().accountId(),
                                new TreeSet<>())));
        return ActOutcome.done(
                List.of("CLS-26", "CLS-28"), grading.view(after, doing.day()), assets.putting(held, after));
    }

    /** What a grade is given by (CLS-26). */
    enum Criterion {
        IMPORTANCE,
        HARM,
        DISEASE_SCOPE,
        SCALE
    }

    private ActOutcome view(Doing doing) {
        doing.only("id");
        return ActOutcome.told(List.of("CLS-01"), grading.view(found(assets.held(doing.text("id"))), doing.day()));
    }

    /** Sets whose controls are weaker than their labels ask for (CLS-29). */
    private ActOutcome mismatches(Doing doing) {
        doing.only();
        Map<String, Object> view = new LinkedHashMap<>();
        assets.all().forEach(asset -> {
            List<String> lacks = Protection.of(asset.standing().grade(), grading.tier(asset, doing.day()))
                    .lacks(asset.controls());
            if (!lacks.isEmpty()) {
                view.put(asset.id(), lacks);
            }
        });
        return ActOutcome.told(List.of("CLS-25", "CLS-29"), Map.of("mismatches", view));
    }

    static Asset found(Shelf.Held<Asset> held) {
        return held.value().orElseThrow(() -> Doing.fault("the catalogue has no data set `" + held.key() + "`"));
    }

    static Asset.Change change(Doing doing, String what, String before, String after, String reason) {
        return new Asset.Change(
                doing.at(), what, before, after, reason, doing.caller().accountId());
    }
}
