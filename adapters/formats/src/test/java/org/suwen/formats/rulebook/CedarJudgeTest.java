package org.suwen.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.Effect;
import org.suwen.decision.Layer;
import org.suwen.decision.Permit;
import org.suwen.decision.Request;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookPart;

/** The engine against Cedar, on random rulebooks of grounds and refusals and on questions in which no rule errs. */
class CedarJudgeTest {

    private static final Rulebook SHIPPED = RulebookFiles.read(Path.of("../../rulebook"));
    private static final LocalDate DAY = LocalDate.of(2025, 6, 10);

    /** 2,000 cases that both can evaluate, 100,000 in the long run. */
    private static final int CASES = Boolean.getBoolean("suwen.long") ? 100_000 : 2_000;

    private static final int CASES_A_RULEBOOK = 100;

    private int cases;
    private int permits;
    private int skipped;

    @Test
    void answersAsCedarOnRandomRulebooks() throws AuthException, CacheException {
        for (int seed = 0; cases < CASES; seed++) {
            Rulebook rulebook = new RandomRulebooks(new Random(seed), SHIPPED).plain();
            compare(rulebook, new CedarJudge(rulebook, DAY), seed * CASES_A_RULEBOOK);
        }

        System.out.printf("Cedar: %d cases, %d permits, %d left out, equal%n", cases, permits, skipped);
        assertThat(permits).isGreaterThan(CASES / 20).isLessThan(CASES * 19 / 20);
        assertThat(skipped).isLessThan(cases * 3);
    }

    @Test
    void cedarSeesARuleThatIsGone() throws AuthException, CacheException {
        CedarJudge lenient = new CedarJudge(without(new RandomRulebooks(new Random(0), SHIPPED).plain()), DAY);
        Rulebook strict = new RandomRulebooks(new Random(0), SHIPPED).plain();
        DecisionEngine engine = new DecisionEngine(strict);
        ReferenceEngine reference = new ReferenceEngine(strict, DAY);
        int differences = 0;
        for (int seed = 0; seed < 200; seed++) {
            RandomRequests random = new RandomRequests(new Random(seed));
            Request request = random.clinician();
            DecisionClass data = random.data();
            Decision decision = engine.decide(request, data);
            Optional<Boolean> judged =
                    lenient.opens(request, data.labels().granularity(), reference.facts(request, data));
            differences += judged.isPresent() && judged.get() != (decision instanceof Permit) ? 1 : 0;
        }

        assertThat(differences).isPositive();
    }

    private void compare(Rulebook rulebook, CedarJudge judge, int first) throws AuthException {
        DecisionEngine engine = new DecisionEngine(rulebook);
        ReferenceEngine reference = new ReferenceEngine(rulebook, DAY);
        for (int seed = first; seed < first + CASES_A_RULEBOOK && cases < CASES; seed++) {
            RandomRequests random = new RandomRequests(new Random(seed));
            Request request = alone(random, seed);
            DecisionClass data = random.data();
            Decision decision = engine.decide(request, data);
            Optional<Boolean> judged =
                    judge.opens(request, data.labels().granularity(), reference.facts(request, data));
            if (judged.isEmpty() || (decision instanceof Deny deny && deny.has("RULE_FAULT"))) {
                skipped++; // Cedar goes on without a rule that errs, we refuse
                continue;
            }
            cases++;
            permits += decision instanceof Permit ? 1 : 0;
            assertThat(decision instanceof Permit).as("question %s", seed).isEqualTo(judged.get());
        }
    }

    /** A question of any kind that nobody asks through a model: that answer is what two of them have in common. */
    private static Request alone(RandomRequests random, int seed) {
        Request asked =
                switch (seed % 4) {
                    case 0 -> random.any();
                    case 1 -> random.patientOnline();
                    case 2 -> random.writer();
                    default -> random.clinician();
                };
        return new Request(
                asked.actor(),
                Optional.empty(),
                asked.purpose(),
                asked.action(),
                asked.environment(),
                asked.patient(),
                asked.at());
    }

    private static Rulebook without(Rulebook rulebook) {
        List<RulebookPart> parts = new ArrayList<>();
        for (Layer layer : List.of(Layer.NATIONAL, Layer.SCENARIO)) {
            List<Rule> rules = rulebook.rules().stream()
                    .filter(rule -> rule.layer() == layer && rule.effect() instanceof Effect.Ground)
                    .toList();
            boolean national = layer == Layer.NATIONAL;
            parts.add(new RulebookPart(
                    layer,
                    rules,
                    national ? List.copyOf(rulebook.parameters().values()) : List.of(),
                    national ? List.copyOf(rulebook.reasons().values()) : List.of(),
                    Set.of()));
        }
        return Rulebook.of(parts);
    }
}
