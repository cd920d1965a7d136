package org.suwen.server.assets;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.classification.Flag;
import org.suwen.classification.tier.Tier;
import org.suwen.decision.Role;
import org.suwen.server.acts.ActOutcome;

/** Whether a data set as a whole may be used: the tier first, then what public data asks for, then the grade. */
final class UseRules {

    /** How long a risk assessment of important data counts (ORG-26). */
    static final Duration RISK_ASSESSMENT = Duration.ofDays(365);

    private static final Set<Role> SERVES = EnumSet.of(Role.DOCTOR, Role.NURSE, Role.PATIENT, Role.GUARDIAN);

    private final Grading grading;

    UseRules(Grading grading) {
        this.grading = grading;
    }

    /** What a data set as a whole is used for: the fitting uses of the five grades, and development. */
    enum Purpose {
        ANNOUNCEMENT,
        MANAGEMENT,
        RESEARCH,
        EDUCATION,
        STATISTICS,
        INFORMING,
        PERSONAL_SERVICE,
        SPECIAL_TREATMENT,
        DEVELOPMENT
    }

    /** Whose word lets data go further. */
    enum Body {
        SECURITY_COMMITTEE,
        AUTHORITY,
        /** The office has seen to it that persons who restricted the use of their data are left out (CLS-18). */
        RESTRICTIONS_HONOURED
    }

    /**
     * A use.
     *
     * @param riskAssessed whether the last risk assessment is current
     */
    record Use(Purpose purpose, Who who, How how, boolean riskAssessed) {
        /** Who uses it, and whether a grant names the person. */
        record Who(Role role, boolean named) {}

        /** Whether it leaves the house, as a whole, and with a stated reason. */
        record How(boolean circulates, boolean bulk, boolean reasoned) {}
    }

    private static final Set<Purpose> SECOND =
            EnumSet.of(Purpose.MANAGEMENT, Purpose.RESEARCH, Purpose.EDUCATION, Purpose.STATISTICS);
    private static final Set<Purpose> THIRD = EnumSet.of(Purpose.INFORMING, Purpose.PERSONAL_SERVICE);
    private static final Set<Purpose> FOURTH = EnumSet.of(Purpose.PERSONAL_SERVICE, Purpose.SPECIAL_TREATMENT);

    ActOutcome decide(Asset asset, Use use, LocalDate day) {
        return tier(asset, use, grading.tier(asset, day))
                .or(() -> publicData(asset, use))
                .orElseGet(() -> grade(asset, use));
    }

    /** Important and core data circulate only after the stricter duties (CLS-39); core has those of important (CLS-34). */
    private static Optional<ActOutcome> tier(Asset asset, Use use, Tier tier) {
        if (tier == Tier.GENERAL || !use.how().circulates()) {
            return Optional.empty();
        }
        if (!use.riskAssessed()) {
            return no("RISK_ASSESSMENT", "CLS-39", "there is no risk assessment of the last year");
        }
        Set<String> approvals = asset.clearance().approvals();
        if (!approvals.contains(Body.SECURITY_COMMITTEE.name())) {
            return no("TIER", "CLS-39", "the data-security committee has not approved");
        }
        if (tier == Tier.CORE && !approvals.contains(Body.AUTHORITY.name())) {
            return no("TIER", "CLS-34", "core data needs the authority's approval besides");
        }
        return Optional.empty();
    }

    private Optional<ActOutcome> publicData(Asset asset, Use use) {
        boolean develops = use.purpose() == Purpose.DEVELOPMENT;
        if (!develops) {
            return Optional.empty();
        }
        if (!grading.flags(asset).contains(Flag.PUBLIC_DATA)) {
            return no("PURPOSE", "CLS-18", "only public data is developed in this way");
        }
        if (!asset.clearance().approvals().contains(Body.RESTRICTIONS_HONOURED.name())) {
            return no("RESTRICTION", "CLS-18", "persons who restricted the use of their data are not left out");
        }
        return Optional.empty();
    }

    private ActOutcome grade(Asset asset, Use use) {
        return switch (asset.standing().grade()) {
            case 1 -> first(asset, use);
            case 2 -> second(asset, use);
            case 3 -> third(use);
            case 4 -> fourth(use);
            default -> fifth(asset, use);
        };
    }

    private static ActOutcome first(Asset asset, Use use) {
        if (use.how().circulates() && asset.clearance().published().isEmpty()) {
            return ActOutcome.refused("SIGN_OFF", "CLS-20", "nobody has signed off that it is right to be public");
        }
        return yes("CLS-20", false);
    }

    private ActOutcome second(Asset asset, Use use) {
        if (!SECOND.contains(use.purpose()) && use.purpose() != Purpose.DEVELOPMENT) {
            return ActOutcome.refused("PURPOSE", "CLS-21", "grade 2 serves " + SECOND);
        }
        if (grading.direct(asset)) {
            return ActOutcome.refused("IDENTIFIERS", "CLS-21", "it names persons directly");
        }
        return yes("CLS-21", false);
    }

    private static ActOutcome third(Use use) {
        if (!THIRD.contains(use.purpose())) {
            return ActOutcome.refused("PURPOSE", "CLS-22", "grade 3 serves " + THIRD);
        }
        if (!SERVES.contains(use.who().role())) {
            return ActOutcome.refused("NO_GROUND", "CLS-22", "grade 3 is for the persons served and who serves them");
        }
        return yes("CLS-22", false);
    }

    private static ActOutcome fourth(Use use) {
        if (!FOURTH.contains(use.purpose())) {
            return ActOutcome.refused("PURPOSE", "CLS-23", "grade 4 serves " + FOURTH);
        }
        if (!use.who().named()) {
            return ActOutcome.refused(
                    "NO_GROUND", "CLS-23", "a whole set of grade 4 needs a grant that names the person");
        }
        return yes("CLS-23", false);
    }

    private static ActOutcome fifth(Asset asset, Use use) {
        if (use.purpose() != Purpose.SPECIAL_TREATMENT) {
            return ActOutcome.refused("PURPOSE", "CLS-24", "grade 5 serves the treatment of special diseases");
        }
        if (!use.who().named()) {
            return ActOutcome.refused("NO_GROUND", "CLS-24", "grade 5 needs a grant that names the person");
        }
        if (!use.how().reasoned()) {
            return ActOutcome.refused("REASON", "CLS-24", "grade 5 needs a stated reason at each access");
        }
        if (use.how().bulk()) {
            return ActOutcome.refused("BULK", "CLS-24", "grade 5 is not queried in bulk");
        }
        if (use.how().circulates() && !asset.clearance().approvals().contains(Body.SECURITY_COMMITTEE.name())) {
            return ActOutcome.refused("TIER", "CLS-24", "grade 5 leaves only with the chain's approval");
        }
        return yes("CLS-24", true);
    }

    private static ActOutcome yes(String rule, boolean review) {
        return ActOutcome.told(List.of(rule), Map.of("logged", true, "review", review));
    }

    private static Optional<ActOutcome> no(String reason, String rule, String told) {
        return Optional.of(ActOutcome.refused(reason, rule, told));
    }
}
