package org.suwen.server.assets;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.classification.tier.Tier;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.acts.Shelf;

/**
 * Assesses and designates tiers (CLS-30, 33, 34, 38). Important takes one approver besides whoever wishes it, core takes two;
 * taking a designation back takes as many as giving it.
 */
public final class TierActs {

    private final Shelf<Asset> assets;
    private final Grading grading;

    /** Tiers of the catalogue on this shelf. */
    public TierActs(Shelf<Asset> assets, Grading grading) {
        this.assets = assets;
        this.grading = grading;
    }

    /** The acts. */
    public List<Known> acts() {
        return List.of(
                Known.ofOfficer("assets.assess", this::assess),
                Known.ofOfficer("assets.designate", this::designate),
                Known.ofOfficer("assets.approve", this::approve));
    }

    /** What makes data important. */
    enum Criterion {
        FIELD,
        GROUP,
        REGION,
        PRECISION,
        SCALE,
        COVERAGE,
        DEPTH
    }

    /** Whom a leak, alteration or destruction could harm. */
    enum Harm {
        NATIONAL_SECURITY,
        ECONOMY,
        SOCIAL_STABILITY,
        PUBLIC_HEALTH_AND_SAFETY,
        POLITICAL_SECURITY
    }

    private ActOutcome assess(Doing doing) {
        doing.only("id", "criteria", "harms", "found", "evidence");
        Shelf.Held<Asset> held = assets.held(doing.text("id"));
        Asset asset = AssetActs.found(held);
        SortedSet<String> criteria = names(doing.constants("criteria", Criterion.class));
        SortedSet<String> harms = names(doing.constants("harms", Harm.class));
        Tier found = doing.constant("found", Tier.class);
        if (found != Tier.GENERAL && (criteria.isEmpty() || harms.isEmpty())) {
            return ActOutcome.refused(
                    "ASSESSMENT", "CLS-30", "important data is found by at least one criterion and one harm");
        }
        if (found == Tier.CORE && !harms.contains(Harm.POLITICAL_SECURITY.name())) {
            return ActOutcome.refused("ASSESSMENT", "CLS-34", "core data is what could affect political security");
        }
        var assessment = new Asset.Assessment(
                criteria, harms, found, doing.text("evidence"), doing.caller().accountId(), doing.at());
        Asset after = asset.with(asset.standing().assessed(assessment));
        return ActOutcome.done(
                List.of(found == Tier.CORE ? "CLS-34" : "CLS-30"),
                grading.view(after, doing.day()),
                assets.putting(held, after));
    }

    private static SortedSet<String> names(List<? extends Enum<?>> constants) {
        return new TreeSet<>(constants.stream().map(Enum::name).toList());
    }

    /** A wish to designate a tier; it needs an assessment that found it, or for a lower one a new assessment. */
    private ActOutcome designate(Doing doing) {
        doing.only("id", "tier", "reason");
        Shelf.Held<Asset> held = assets.held(doing.text("id"));
        Asset asset = AssetActs.found(held);
        Tier tier = doing.constant("tier", Tier.class);
        boolean assessed = asset.standing()
                .assessment()
                .filter(each -> each.found() == tier)
                .isPresent();
        boolean counted = grading.proposal(asset, doing.day()).tier() == tier;
        if (!assessed && !counted) {
            return ActOutcome.refused(
                    "ASSESSMENT", rule(tier), "no assessment and no count finds this data set to be " + tier);
        }
        var wish = new Asset.Wish(
                Asset.Matter.TIER,
                asset.standing().grade(),
                tier,
                doing.text("reason"),
                doing.caller().accountId(),
                new TreeSet<>());
        Asset after = asset.with(asset.standing().wishing(wish));
        return ActOutcome.done(List.of(rule(tier)), grading.view(after, doing.day()), assets.putting(held, after));
    }

    /** Approves what waits; the wish comes true with the last approval it needs. */
    private ActOutcome approve(Doing doing) {
        doing.only("id");
        Shelf.Held<Asset> held = assets.held(doing.text("id"));
        Asset asset = AssetActs.found(held);
        Asset.Wish wish =
                asset.standing().wish().orElseThrow(() -> Doing.fault("nothing of this data set waits for approval"));
        String account = doing.caller().accountId();
        if (account.equals(wish.by()) || wish.approvedBy().contains(account)) {
            return ActOutcome.refused("SECOND_PERSON", rule(wish, asset), "each approval comes from another person");
        }
        Asset.Wish approved = wish.approved(account);
        Asset after = approved.approvedBy().size() < needed(wish, asset)
                ? asset.with(asset.standing().wishing(approved))
                : came(doing, asset, wish);
        return ActOutcome.done(
                List.of(rule(wish, asset)), grading.view(after, doing.day()), assets.putting(held, after));
    }

    private static Asset came(Doing doing, Asset asset, Asset.Wish wish) {
        Asset.Standing standing = asset.standing();
        return switch (wish.matter()) {
            case GRADE ->
                asset.with(standing.graded(
                        wish.grade(),
                        AssetActs.change(
                                doing,
                                "grade",
                                Integer.toString(standing.grade()),
                                Integer.toString(wish.grade()),
                                wish.reason())));
            case TIER ->
                asset.with(standing.designated(
                        wish.tier(),
                        AssetActs.change(
                                doing,
                                "tier",
                                standing.designated().name(),
                                wish.tier().name(),
                                wish.reason())));
        };
    }

    /** Two for whatever gives or takes the core tier, one for everything else. */
    private static int needed(Asset.Wish wish, Asset asset) {
        boolean core = wish.tier() == Tier.CORE || asset.standing().designated() == Tier.CORE;
        return wish.matter() == Asset.Matter.TIER && core ? 2 : 1;
    }

    private static String rule(Asset.Wish wish, Asset asset) {
        return wish.matter() == Asset.Matter.GRADE
                ? "CLS-26"
                : rule(asset.standing().designated() == Tier.CORE ? Tier.CORE : wish.tier());
    }

    private static String rule(Tier tier) {
        return tier == Tier.CORE ? "CLS-38" : "CLS-33";
    }
}
