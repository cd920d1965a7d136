package org.suwen.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.Permit;
import org.suwen.decision.Request;
import org.suwen.decision.Rulebook;

/** The engine against the reference engine: whole decisions, with duties, reasons, residuals and rules. */
class ReferenceEngineTest {

    private static final Rulebook SHIPPED = RulebookFiles.read(Path.of("../../rulebook"));
    private static final LocalDate DAY = LocalDate.of(2025, 6, 10);

    /** 50,000 questions, 10 million in the long run; or a slice of those, so many from one on. */
    private static final int QUESTIONS =
            Integer.getInteger("suwen.questions", Boolean.getBoolean("suwen.long") ? 10_000_000 : 50_000);

    private static final int FIRST = Integer.getInteger("suwen.first", 0);

    private static final int QUESTIONS_A_RULEBOOK = 250;

    private int permits;
    private int faults;
    private int residuals;

    @Test
    void answersAsTheReferenceOnTheShippedRulebook() {
        compare(SHIPPED, FIRST, FIRST + QUESTIONS / 2);

        assertThat(permits).isGreaterThan(QUESTIONS / 2 / 10);
        assertThat(residuals).isGreaterThan(QUESTIONS / 2 / 100);
    }

    @Test
    void answersAsTheReferenceOnRandomRulebooks() {
        for (int from = FIRST; from < FIRST + QUESTIONS / 2; from += QUESTIONS_A_RULEBOOK) {
            Rulebook rulebook = new RandomRulebooks(new Random(from), SHIPPED).next();
            compare(rulebook, from, from + QUESTIONS_A_RULEBOOK);
        }

        assertThat(permits).isGreaterThan(QUESTIONS / 2 / 40);
        assertThat(faults).isGreaterThan(QUESTIONS / 2 / 40);
        assertThat(residuals).isGreaterThan(QUESTIONS / 2 / 2_000);
    }

    private void compare(Rulebook rulebook, int from, int until) {
        DecisionEngine engine = new DecisionEngine(rulebook);
        ReferenceEngine reference = new ReferenceEngine(rulebook, DAY);
        for (int seed = from; seed < until; seed++) {
            RandomRequests random = new RandomRequests(new Random(seed));
            Request request =
                    switch (seed % 5) {
                        case 0 -> random.any();
                        case 1 -> random.model();
                        case 2 -> random.patientOnline();
                        case 3 -> random.writer();
                        default -> random.clinician();
                    };
            DecisionClass data = random.data();
            Decision decision = engine.decide(request, data);
            if (!decision.equals(reference.decide(request, data))) {
                assertThat(decision).as("question %s", seed).isEqualTo(reference.decide(request, data));
            }
            permits += decision instanceof Permit ? 1 : 0;
            residuals += decision instanceof Permit permit && !permit.residual().isNone() ? 1 : 0;
            faults += decision instanceof Deny deny && deny.has("RULE_FAULT") ? 1 : 0;
        }
    }
}
