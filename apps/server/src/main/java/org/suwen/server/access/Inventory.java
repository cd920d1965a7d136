package org.suwen.server.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.classification.Flag;
import org.suwen.decision.DecisionClass;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;

/** What kinds of data a patient has, and how many of each: nothing of a row is opened or named. */
public final class Inventory {

    private static final int AT_ONCE = 200;

    private final Vault vault;

    /** The inventory of {@code vault}. */
    public Inventory(Vault vault) {
        this.vault = vault;
    }

    /** A kind of data with the number of its rows. */
    public record Kind(DecisionClass data, long count) {}

    /** The kinds a patient has ever had. */
    public List<DecisionClass> classes(PatientId patient) {
        return vault.classes(patient).stream()
                .map(each -> DecisionClass.decode(each.decisionClass()))
                .toList();
    }

    /** The kinds a patient has rows of now. */
    public List<Kind> kinds(PatientId patient) {
        return vault.classes(patient).stream()
                .map(each -> new Kind(
                        DecisionClass.decode(each.decisionClass()),
                        vault.count(patient, Optional.empty(), Set.of(each.token()))))
                .filter(kind -> kind.count() > 0)
                .toList();
    }

    /**
     * What the house holds on record, by category and grade (CLS-27).
     *
     * @param persons patients with personal information
     * @param sensitivePersons patients with sensitive personal information
     */
    public record Totals(
            long persons,
            long sensitivePersons,
            long records,
            SortedMap<String, Long> byCategory,
            SortedMap<String, Long> byGrade) {}

    /** Counts everything on record; one pass over all patients, a few milliseconds each. */
    public Totals totals() {
        SortedMap<String, Long> byCategory = new TreeMap<>();
        SortedMap<String, Long> byGrade = new TreeMap<>();
        long[] sums = new long[3];
        Optional<PatientId> last = Optional.empty();
        List<PatientId> some;
        do {
            some = vault.everyoneAfter(last, AT_ONCE);
            for (PatientId patient : some) {
                boolean personal = false;
                boolean sensitive = false;
                for (Kind kind : kinds(patient)) {
                    var labels = kind.data().labels();
                    byCategory.merge(labels.category().name(), kind.count(), Long::sum);
                    byGrade.merge(Integer.toString(labels.grade()), kind.count(), Long::sum);
                    sums[2] += kind.count();
                    personal |= labels.has(Flag.PERSONAL_INFORMATION);
                    sensitive |= labels.has(Flag.SENSITIVE);
                }
                sums[0] += personal ? 1 : 0;
                sums[1] += sensitive ? 1 : 0;
                last = Optional.of(patient);
            }
        } while (some.size() == AT_ONCE);
        return new Totals(sums[0], sums[1], sums[2], byCategory, byGrade);
    }
}
