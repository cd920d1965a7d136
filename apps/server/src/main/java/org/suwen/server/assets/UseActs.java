package org.suwen.server.assets;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.classification.Flag;
import org.suwen.classification.tier.Tier;
import org.suwen.decision.Role;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.acts.Shelf;
import org.suwen.server.assets.UseRules.Use;

/** Clears data sets for use and decides each use by grade and tier (CLS-18, 20 to 24, 39). */
public final class UseActs {

    private final Shelf<Asset> assets;
    private final Grading grading;
    private final UseRules rules;

    /** Uses of the catalogue on this shelf. */
    public UseActs(Shelf<Asset> assets, Grading grading) {
        this.assets = assets;
        this.grading = grading;
        this.rules = new UseRules(grading);
    }

    /** The acts. */
    public List<Known> acts() {
        return List.of(
                Known.ofOfficer("assets.publish", this::publish),
                Known.ofOfficer("assets.name", this::name),
                Known.ofOfficer("assets.riskAssessed", this::riskAssessed),
                Known.ofOfficer("assets.cleared", this::cleared),
                Known.ofAnybody("assets.use", this::use));
    }

    /** A steward who is not the owner signs off that it is right to be public. */
    private ActOutcome publish(Doing doing) {
        doing.only("id");
        Shelf.Held<Asset> held = assets.held(doing.text("id"));
        Asset asset = AssetActs.found(held);
        Set<Flag> flags = grading.flags(asset);
        if (asset.standing().grade() != 1 || flags.contains(Flag.PERSONAL_INFORMATION)) {
            return ActOutcome.refused(
                    "GRADE", "CLS-20", "only data of grade 1 that is no personal information is public");
        }
        if (grading.tier(asset, doing.day()) != Tier.GENERAL) {
            return ActOutcome.refused("TIER", "CLS-39", "important and core data is not published");
        }
        if (doing.caller().accountId().equals(asset.owner())) {
            return ActOutcome.refused("SECOND_PERSON", "CLS-20", "another steward than the owner signs off");
        }
        Asset.Clearance was = asset.clearance();
        Asset after = asset.with(new Asset.Clearance(
                Optional.of(doing.caller().accountId()), was.riskAssessedAt(), was.approvals(), was.named()));
        return ActOutcome.done(List.of("CLS-20"), Map.of("published", true), assets.putting(held, after));
    }

    /** Names a person who may use a data set, until a time. */
    private ActOutcome name(Doing doing) {
        doing.only("id", "person", "until");
        Shelf.Held<Asset> held = assets.held(doing.text("id"));
        Asset asset = AssetActs.found(held);
        SortedMap<String, java.time.Instant> named =
                new TreeMap<>(asset.clearance().named());
        named.put(doing.text("person"), doing.moment("until").orElseThrow(() -> Doing.fault("`until` is missing")));
        Asset.Clearance was = asset.clearance();
        Asset after = asset.with(new Asset.Clearance(was.published(), was.riskAssessedAt(), was.approvals(), named));
        return ActOutcome.done(
                List.of("CLS-24"), Map.of("named", List.copyOf(named.keySet())), assets.putting(held, after));
    }

    private ActOutcome riskAssessed(Doing doing) {
        doing.only("id", "reference");
        Shelf.Held<Asset> held = assets.held(doing.text("id"));
        Asset asset = AssetActs.found(held);
        String reference = doing.text("reference");
        Asset.Clearance was = asset.clearance();
        Asset after =
                asset.with(new Asset.Clearance(was.published(), Optional.of(doing.at()), was.approvals(), was.named()));
        return ActOutcome.done(
                List.of("CLS-39", "ORG-26"), Map.of("reference", reference), assets.putting(held, after));
    }

    /** A body has approved that the data set circulates. */
    private ActOutcome cleared(Doing doing) {
        doing.only("id", "by", "reference");
        Shelf.Held<Asset> held = assets.held(doing.text("id"));
        Asset asset = AssetActs.found(held);
        SortedSet<String> approvals = new TreeSet<>(asset.clearance().approvals());
        approvals.add(doing.constant("by", UseRules.Body.class).name());
        String reference = doing.text("reference");
        Asset.Clearance was = asset.clearance();
        Asset after = asset.with(new Asset.Clearance(was.published(), was.riskAssessedAt(), approvals, was.named()));
        return ActOutcome.done(
                List.of("CLS-39"),
                Map.of("approvals", List.copyOf(approvals), "reference", reference),
                assets.putting(held, after));
    }

    private ActOutcome use(Doing doing) {
        doing.only("id", "purpose", "circulates", "bulk", "reason");
        Asset asset = AssetActs.found(assets.held(doing.text("id")));
        String account = doing.caller().accountId();
        boolean named = Optional.ofNullable(asset.clearance().named().get(account))
                .filter(until -> doing.at().isBefore(until))
                .isPresent();
        boolean assessed = asset.clearance()
                .riskAssessedAt()
                .filter(at -> Duration.between(at, doing.at()).compareTo(UseRules.RISK_ASSESSMENT) <= 0)
                .isPresent();
        Role role = doing.caller().role();
        var use = new Use(
                doing.constant("purpose", UseRules.Purpose.class),
                new Use.Who(role, named),
                new Use.How(
                        doing.flag("circulates"),
                        doing.flag("bulk"),
                        doing.find("reason").isPresent()),
                assessed);
        return rules.decide(asset, use, doing.day());
    }
}
