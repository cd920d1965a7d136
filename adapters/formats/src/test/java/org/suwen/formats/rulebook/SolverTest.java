package org.suwen.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.z3.Context;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.suwen.decision.Property;
import org.suwen.decision.Prover;
import org.suwen.decision.Rulebook;
import org.suwen.decision.SmtText;

/** An outside solver, Z3, reads the rulebook as SMT-LIB text and comes to what the prover says. */
class SolverTest {

    private static final Path FOLDER = Path.of("../../rulebook");
    private static final Rulebook SHIPPED = RulebookFiles.read(FOLDER);
    private static final List<Property> PROPERTIES = RulebookFiles.properties(FOLDER);
    private static final LocalDate DAY = LocalDate.of(2025, 6, 10);

    /** Every third planted fault, all in the long run. */
    private static final int EACH = Boolean.getBoolean("suwen.long") ? 1 : 3;

    @Test
    void provesEveryPropertyToo() {
        Map<String, Status> answers = new TreeMap<>();
        try (Context context = new Context()) {
            Solver solver = context.mkSolver();
            solver.fromString(new SmtText(SHIPPED, DAY).guarded(PROPERTIES));
            for (Property property : PROPERTIES) {
                answers.put(property.id(), solver.check(context.mkBoolConst(property.id())));
            }
        }

        assertThat(answers).hasSizeGreaterThanOrEqualTo(15);
        assertThat(answers.values()).containsOnly(Status.UNSATISFIABLE);
    }

    @Test
    void refutesAPropertyWhoseFaultIsPlantedByTheProversExample() {
        Prover shipped = new Prover(SHIPPED, DAY);
        for (int i = 0; i < PROPERTIES.size(); i += EACH) {
            Property property = PROPERTIES.get(i);
            Rulebook faulty = ProverTest.faulty(property.id());
            Map<String, String> example = shipped.ofAnother(faulty, DAY)
                    .prove(property)
                    .counterexample()
                    .orElseThrow();

            assertThat(solve(new SmtText(faulty, DAY).question(property, example)))
                    .as("%s with %s", property.id(), example)
                    .isEqualTo(Status.SATISFIABLE);
        }
    }

    @Test
    void findsThatSomethingIsPermittedAtAll() {
        String all = new SmtText(SHIPPED, DAY).script(List.of());

        assertThat(solve(all)).isEqualTo(Status.SATISFIABLE);
    }

    private static Status solve(String text) {
        try (Context context = new Context()) {
            Solver solver = context.mkSolver();
            solver.fromString(text);
            return solver.check();
        }
    }
}
