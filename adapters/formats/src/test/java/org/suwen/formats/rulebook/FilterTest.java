package org.suwen.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Filter;
import org.suwen.decision.Permit;
import org.suwen.decision.Request;
import org.suwen.decision.Row;
import org.suwen.decision.Rulebook;

/** The filter gives for each row what deciding the row alone gives (D3). */
class FilterTest {

    private static final Rulebook RULEBOOK = RulebookFiles.read(Path.of("../../rulebook"));
    private static final DecisionEngine ENGINE = new DecisionEngine(RULEBOOK);
    private static final ReferenceEngine REFERENCE = new ReferenceEngine(RULEBOOK, LocalDate.of(2025, 6, 10));

    /** 20,000 rows, a million in the long run. */
    private static final int REQUESTS = Boolean.getBoolean("suwen.long") ? 25_000 : 500;

    private static final int CLASSES = 10;
    private static final List<Row> ROWS = List.of(
            new Row("a", Optional.of(RandomRequests.ME), Optional.of(LocalDate.of(2025, 6, 1))),
            new Row("b", Optional.of("other"), Optional.of(LocalDate.of(2025, 6, 1))),
            new Row("c", Optional.of("other"), Optional.of(LocalDate.of(2024, 1, 1))),
            new Row("d", Optional.empty(), Optional.empty()));

    private int rows;
    private int permits;
    private int byAuthor;
    private int byDate;

    @Test
    void equalsTheDecisionRowByRow() {
        for (int seed = 0; seed < REQUESTS; seed++) {
            RandomRequests random = new RandomRequests(new Random(seed));
            Request request = request(random, seed);
            List<DecisionClass> classes =
                    Stream.generate(random::data).limit(CLASSES).toList();
            Filter filter = ENGINE.prepare(request).filter(classes);
            // every other caller who sees nothing gives way to another one
            for (int i = 0; i < 2 && filter.open().isEmpty() && seed % 2 == 0; i++) {
                request = request(random, seed);
                filter = ENGINE.prepare(request).filter(classes);
            }
            compare(filter, request, classes);
        }

        assertThat(rows).isEqualTo(REQUESTS * CLASSES * ROWS.size());
        assertThat(permits).isGreaterThan(rows / 5);
        assertThat(byAuthor).isGreaterThan(rows / 1_000);
        assertThat(byDate).isGreaterThan(rows / 1_000);
    }

    private static Request request(RandomRequests random, int seed) {
        return seed % 3 == 0 ? random.patientOnline() : random.clinician();
    }

    private void compare(Filter filter, Request request, List<DecisionClass> classes) {
        for (DecisionClass data : classes) {
            compare(filter, request, data);
        }
    }

    private void compare(Filter filter, Request request, DecisionClass data) {
        Decision expected = REFERENCE.decide(request, data);
        filter.residuals(data).forEach(residual -> {
            byAuthor += residual.author().isPresent() ? 1 : 0;
            byDate += residual.notBefore().isPresent() ? 1 : 0;
        });
        for (Row row : ROWS) {
            boolean open = expected.forRow(row) instanceof Permit;
            rows++;
            permits += open ? 1 : 0;
            if (filter.admits(data, row) != open
                    || !filter.decision(data, row)
                            .equals(ENGINE.decide(request, data).forRow(row))) {
                assertThat(filter.decision(data, row)).isEqualTo(expected.forRow(row));
            }
        }
    }
}
