package org.suwen.server.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.suwen.classification.Flag;
import org.suwen.classification.Labels;
import org.suwen.decision.DecisionClass;
import org.suwen.vault.PatientId;
import org.suwen.vault.Relabel;
import org.suwen.vault.Sealed;
import org.suwen.vault.Token;
import org.suwen.vault.Vault;

/** Puts single records aside, so that they are kept but opened to nobody, and back (RGT-12). Nothing is opened for it. */
public final class Isolation {

    private final Vault vault;

    /** Isolation of records in {@code vault}. */
    public Isolation(Vault vault) {
        this.vault = vault;
    }

    /** Whether a name such as {@code DiagnosticReport/id} is a record of this patient. */
    public boolean knows(PatientId patient, String name) {
        return find(patient, name).isPresent();
    }

    /**
     * Marks the records, or takes the mark off; names that are no record of the patient are passed over.
     *
     * @param names such as {@code DiagnosticReport/id}
     */
    public void mark(PatientId patient, List<String> names, boolean on) {
        Map<Token, DecisionClass> classes = vault.classes(patient).stream()
                .collect(Collectors.toMap(each -> each.token(), each -> DecisionClass.decode(each.decisionClass())));
        List<Relabel> relabels = names.stream()
                .flatMap(name -> find(patient, name).stream())
                .map(row ->
                        new Relabel(row.row(), marked(classOf(classes, row), on).encode()))
                .toList();
        vault.relabel(patient, relabels);
    }

    private static DecisionClass classOf(Map<Token, DecisionClass> classes, Sealed row) {
        return Optional.ofNullable(classes.get(row.classToken()))
                .orElseThrow(() -> new IllegalStateException("a row's class is missing from its patient's classes"));
    }

    private Optional<Sealed> find(PatientId patient, String name) {
        int slash = name.indexOf('/');
        Optional<Sealed> row = slash > 0 && isId(name.substring(slash + 1))
                ? vault.locate(name.substring(0, slash), name.substring(slash + 1))
                : Optional.empty();
        return row.filter(found -> found.patient().equals(patient));
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException notAnId) {
            return false;
        }
    }

    private static DecisionClass marked(DecisionClass before, boolean on) {
        Labels labels = before.labels();
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(labels.flags());
        boolean changed = on ? flags.add(Flag.ISOLATED) : flags.remove(Flag.ISOLATED);
        return changed
                ? new DecisionClass(before.type(), labels.withFlags(flags), before.unit(), before.origin())
                : before;
    }
}
