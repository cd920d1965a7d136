package org.suwen.server.review;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Outcome;
import org.suwen.server.explorer.Door;
import org.suwen.server.explorer.Focus;
import org.suwen.server.explorer.Line;
import org.suwen.server.explorer.Query;
import org.suwen.server.explorer.Search;

/** The figures of a period, counted from every entry of the ledger in it. */
public final class Figures {

    /** What is counted, in the order it is shown. */
    public enum Table {
        TYPE,
        OUTCOME,
        PURPOSE,
        DOOR,
        FOCUS,
        REASON,
        OPERATION
    }

    private final Map<Table, SortedMap<String, Long>> tables = new EnumMap<>(Table.class);
    private final Set<String> people = new HashSet<>();
    private final Set<String> patients = new HashSet<>();
    private long entries;

    private Figures() {}

    /** Counts what {@code search} finds in that time. */
    static Figures of(Search search, Query.When when) {
        var figures = new Figures();
        search.all(Query.ALL.during(when), figures::add);
        return figures;
    }

    private void add(Line line) {
        AccountPart account = line.account();
        entries++;
        people.add(account.caller().actor());
        account.patient().ifPresent(patient -> patients.add(patient.toString()));
        count(Table.TYPE, line.type().name());
        count(Table.OUTCOME, account.verdict().outcome().name());
        count(Table.PURPOSE, account.act().purpose());
        count(Table.DOOR, Door.of(account.act().operation()).name());
        count(Table.OPERATION, account.act().operation());
        for (Focus focus : Focus.values()) {
            if (account.verdict().rules().contains(focus.rule())) {
                count(Table.FOCUS, focus.name());
            }
        }
        if (account.verdict().outcome() == Outcome.DENY && line.type() == EntryType.DENIAL) {
            List<String> reasons = account.verdict().reasons();
            count(Table.REASON, reasons.isEmpty() ? "NONE" : reasons.getFirst());
        }
    }

    private void count(Table table, String name) {
        if (!name.isEmpty()) {
            tables.computeIfAbsent(table, none -> new TreeMap<>()).merge(name, 1L, Long::sum);
        }
    }

    /** How many entries there are. */
    public long entries() {
        return entries;
    }

    /** How many different accounts acted. */
    public long people() {
        return people.size();
    }

    /** How many different patients were concerned. */
    public long patients() {
        return patients.size();
    }

    /** Counts of one kind by name. */
    public SortedMap<String, Long> table(Table table) {
        return Collections.unmodifiableSortedMap(tables.getOrDefault(table, new TreeMap<>()));
    }
}
