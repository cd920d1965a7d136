package org.suwen.server.erasure;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.suwen.decision.Parameter;
import org.suwen.decision.Rulebook;
import org.suwen.decision.Text;
import org.suwen.decision.condition.Value;
import org.suwen.vault.PatientId;
import org.suwen.vault.retention.Held;
import org.suwen.vault.retention.Period;
import org.suwen.vault.retention.RetentionClass;
import org.suwen.vault.retention.RetentionTable;
import org.suwen.vault.retention.Term;

/** The statutory periods as a lock, by the rulebook's numbers as of the day (STO-06 to STO-21, RGT-13, RGT-14). */
public final class RetentionLock implements Holds {

    private final Rulebook rulebook;
    private final Function<PatientId, List<Held>> facts;

    /** Numbers from {@code rulebook}, what is kept from {@code facts}. */
    public RetentionLock(Rulebook rulebook, Function<PatientId, List<Held>> facts) {
        this.rulebook = rulebook;
        this.facts = facts;
    }

    /** Until when the record as a whole must be kept. */
    public Optional<Term> term(PatientId patient, LocalDate day) {
        return table(day).longest(facts.apply(patient));
    }

    @Override
    public List<Lock> on(PatientId patient, LocalDate day) {
        return term(patient, day)
                .filter(term -> term.runsOn(day))
                .map(RetentionLock::lock)
                .map(List::of)
                .orElse(List.of());
    }

    private static Lock lock(Term term) {
        String rule = term.under().rule();
        String until = term.lastDay().map(day -> "至 " + day).orElse("尚无终止日");
        String untilEn = term.lastDay().map(day -> "until " + day).orElse("without an end so far");
        return new Lock(
                "RETENTION",
                rule,
                term.lastDay(),
                new Text(
                        "法定保存期未满（" + rule + "，" + until + "）；保存期内销毁、隐匿病历的，推定有过错",
                        "the statutory period has not run out (" + rule + ", " + untilEn
                                + "); destroying or hiding a record within it raises a presumption of fault"));
    }

    private RetentionTable table(LocalDate day) {
        Map<RetentionClass, Period> periods = new EnumMap<>(RetentionClass.class);
        periods.put(RetentionClass.OPD_RECORD, years("outpatient-years", day));
        periods.put(RetentionClass.IPD_RECORD, years("inpatient-years", day));
        periods.put(RetentionClass.INET_RECORD, years("internet-record-years", day));
        periods.put(RetentionClass.INET_PROCESS, years("internet-process-years", day));
        periods.put(RetentionClass.RX_ORDINARY, years("prescription-years", day));
        periods.put(RetentionClass.RX_TOXIC_PSY2, years("prescription-toxic-years", day));
        periods.put(RetentionClass.RX_NARC_PSY1, years("prescription-narcotic-years", day));
        periods.put(
                RetentionClass.DRUG_ONLINE,
                new Period(number("drug-sale-years", day), number("drug-sale-years-after-expiry", day), false));
        periods.put(RetentionClass.DEVICE_SALE, new Period(0, number("device-sale-years-after-expiry", day), false));
        periods.put(RetentionClass.DEVICE_SALE_NOEXP, years("device-sale-years", day));
        periods.put(RetentionClass.DEVICE_IMPLANT, Period.permanent());
        return new RetentionTable(periods);
    }

    private Period years(String name, LocalDate day) {
        return Period.ofYears(number(name, day));
    }

    private int number(String name, LocalDate day) {
        return number(rulebook, name, day);
    }

    /** The number that {@code retention.<name>} has in a rulebook on a day. */
    public static int number(Rulebook rulebook, String name, LocalDate day) {
        Parameter parameter = rulebook.parameters().get("retention." + name);
        if (parameter != null && parameter.on(day) instanceof Value.Whole whole) {
            return Math.toIntExact(whole.value());
        }
        throw new IllegalStateException("the rulebook has no whole number `retention." + name + "`");
    }
}
