package org.suwen.server.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;

/** A page's sieve never denies what the page holds, and lets few pages be opened in vain. */
class SieveTest {

    private static Line line(int number) {
        var caller = Caller.of("person-" + number % 60, "DOCTOR", "H1", "10.0.0." + number % 30);
        var verdict = new Verdict(Outcome.PERMIT, "OWN_GROUP", List.of(), List.of("DOC-43.disease", "ACC-01"), "");
        var account = AccountPart.of(
                Instant.EPOCH, caller, Act.of("fhir.read", "TREATMENT"), verdict, Optional.of(new UUID(7, number)));
        return new Line(number, EntryType.READ, account);
    }

    @Test
    void holdsAllThatThePageHoldsAndRarelyAnythingElse() {
        List<Line> page = new ArrayList<>();
        for (int number = 0; number < Pages.ENTRIES; number++) {
            page.add(line(number));
        }
        byte[] sieve = Sieve.of(page);

        assertThat(page)
                .allSatisfy(line -> assertThat(line.facets()).allMatch(facet -> Sieve.mayHold(sieve, 0, facet)));
        int vain = 0;
        for (int number = 1_000; number < 3_000; number++) {
            vain += Sieve.mayHold(sieve, 0, Facet.PATIENT.of(new UUID(7, number).toString())) ? 1 : 0;
        }
        assertThat(vain).as("of 2,000 patients who are not on the page").isLessThan(300);
    }

    @Test
    void aRuleIsFoundByItsRowOfTheCatalogueToo() {
        assertThat(line(1).facets()).contains(Facet.RULE.of("DOC-43.disease"), Facet.RULE.of("DOC-43"));
    }
}
