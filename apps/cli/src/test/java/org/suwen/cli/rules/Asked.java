package org.suwen.cli.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.classification.Category;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;
import org.suwen.decision.Action;
import org.suwen.decision.Actor;
import org.suwen.decision.ActorKind;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Environment;
import org.suwen.decision.Origin;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.Provision;
import org.suwen.decision.Provisions;
import org.suwen.decision.Purpose;
import org.suwen.decision.Request;
import org.suwen.decision.Role;
import org.suwen.decision.Title;

/** A recorded question: somebody reads a laboratory report of a patient he is responsible for. */
final class Asked {

    private static final Instant NOW = Instant.parse("2025-06-10T02:00:00Z");
    private static final CareUnit UNIT = new CareUnit("GE", "HB");

    private Asked() {}

    static String line(Role role, boolean active) {
        Actor actor = new Actor(
                "dr",
                ActorKind.PERSON,
                role,
                Optional.of(Title.ATTENDING),
                Optional.of(UNIT),
                "H1",
                Set.of(),
                Set.of("chief"),
                Optional.empty(),
                Optional.empty(),
                active,
                false);
        Environment environment =
                Environment.of("10.8.1.5", Set.of("KNOWLEDGE", "POSSESSION"), Duration.ofSeconds(60), true);
        Request request =
                new Request(actor, Optional.empty(), Purpose.TREATMENT, Action.READ, environment, patient(), NOW);
        Labels labels = new Labels(
                Category.HEALTH_STATUS,
                3,
                Level.DEFAULT,
                Granularity.OVERVIEW,
                Granularity.OVERVIEW,
                new TreeSet<>(),
                new TreeSet<>(Set.of("LAB_REPORT")),
                EnumSet.of(Flag.PERSONAL_INFORMATION));
        return QuestionFile.line(
                request, new DecisionClass("Observation", labels, Optional.of(UNIT), new Origin("H1", "PERSON")));
    }

    private static PatientFacts patient() {
        CareEpisode episode = new CareEpisode(
                UNIT, Optional.of("dr"), Set.of("dr"), NOW.minusSeconds(90_000), Optional.empty(), "H1");
        ConsentState consent = new ConsentState(
                        2,
                        Map.of(ConsentOption.MEDICAL_RESEARCH, Choice.AGREE),
                        Map.of("H2", Choice.DISAGREE),
                        NOW.minusSeconds(90_000),
                        NOW.plusSeconds(90_000),
                        ConsentState.Status.ACTIVE)
                .withProvisions(
                        Provisions.of(List.of(new Provision("provision[0]", true, Provision.Reach.ALL, List.of()))));
        return new PatientFacts(
                "p", List.of(episode), Set.of(), true, true, consent, List.of(), List.of(), Set.of(), Set.of());
    }
}
