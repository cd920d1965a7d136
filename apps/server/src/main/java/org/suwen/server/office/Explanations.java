package org.suwen.server.office;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.suwen.classification.Labels;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DutyKind;
import org.suwen.decision.MalformedDecisionClassException;
import org.suwen.decision.Reason;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;
import org.suwen.decision.Text;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.LedgerUnavailableException;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.TreeHead;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.ContentPart;
import org.suwen.ledger.part.Outcome;
import org.suwen.server.access.Registers;
import org.suwen.server.identity.StaffDirectory;
import org.suwen.server.identity.StaffMember;
import org.suwen.server.trace.Trace;

/** Says in full why something was decided as it was: rules with titles and legal basis, consent, labels, proof (I7). */
public final class Explanations {

    private static final Set<String> DUTIES =
            Stream.of(DutyKind.values()).map(DutyKind::name).collect(Collectors.toUnmodifiableSet());

    private final Ledger ledger;
    private final Rulebook rulebook;
    private final StaffDirectory staff;
    private final Registers registers;

    /** Explanations from the ledger's entries and the rulebook in force. */
    public Explanations(Ledger ledger, Rulebook rulebook, StaffDirectory staff, Registers registers) {
        this.ledger = ledger;
        this.rulebook = rulebook;
        this.staff = staff;
        this.registers = registers;
    }

    /** Who it was. */
    public record Who(String id, String name, String role) {}

    /** A rule that decided. */
    public record RuleView(String id, Text title, String basis) {}

    /** A reason with what would cure it. */
    public record ReasonView(String code, String zh, String en, Text cure) {}

    /** Why a decision came out as it did. */
    public record Explanation(
            String id,
            Outcome outcome,
            String ground,
            Optional<ReasonView> reason,
            List<RuleView> rules,
            List<String> duties,
            Optional<Long> consentVersion,
            String rulebook) {}

    /** Where an entry stands in the tree. */
    public record Inclusion(long size, String root, List<String> path) {}

    /** One entry with everything that may be seen of it. */
    public record Full(
            long index,
            Instant at,
            String type,
            Who actor,
            String operation,
            String purpose,
            Outcome outcome,
            Optional<ReasonView> reason,
            String decision,
            SortedMap<String, String> account,
            Optional<Explanation> explanation,
            Optional<Map<String, Object>> labels,
            String leafHash,
            Optional<Inclusion> inclusion) {}

    /** All that can be said of an entry. */
    public Full full(Trace.Opened opened) {
        AccountPart account = opened.account();
        Optional<Explanation> explanation = explanation(opened);
        return new Full(
                opened.index(),
                account.at(),
                opened.type().name(),
                who(account.caller().actor(), account.caller().role()),
                account.act().operation(),
                account.act().purpose(),
                account.verdict().outcome(),
                explanation.flatMap(Explanation::reason),
                account.verdict().decision(),
                accountFields(account),
                explanation,
                opened.content().flatMap(Explanations::labels),
                opened.entry().leafHash().toString(),
                inclusion(opened.index()));
    }

    /** Why the decision behind an entry came out as it did; nothing for an entry without a decision. */
    public Optional<Explanation> explanation(Trace.Opened opened) {
        AccountPart account = opened.account();
        if (account.verdict().decision().isEmpty()) {
            return Optional.empty();
        }
        boolean denied = account.verdict().outcome() == Outcome.DENY;
        Optional<ReasonView> reason =
                denied ? account.verdict().reasons().stream().findFirst().map(this::reason) : Optional.empty();
        List<String> duties = opened.content().map(Explanations::duties).orElse(List.of());
        return Optional.of(new Explanation(
                account.verdict().decision(),
                account.verdict().outcome(),
                account.verdict().ground(),
                reason,
                account.verdict().rules().stream().map(this::rule).toList(),
                duties,
                opened.content().map(content -> content.basis().consentVersion()),
                opened.content()
                        .map(content -> HexFormat.of().formatHex(content.basis().rulebook()))
                        .orElse("")));
    }

    /** A release of one item notes its duties; other entries note counts and choices in the same place. */
    private static List<String> duties(ContentPart content) {
        return Stream.of(content.note().split("\\|", 2)[0].split(";"))
                .filter(DUTIES::contains)
                .toList();
    }

    /** A reason in words. */
    ReasonView reason(String code) {
        Reason known = rulebook.reasons().get(code);
        return known == null
                ? new ReasonView(code, code, code, new Text("", ""))
                : new ReasonView(code, known.text().zh(), known.text().en(), known.cure());
    }

    private RuleView rule(String id) {
        return rulebook.rules().stream()
                .filter(rule -> rule.id().equals(id) || rule.catalogue().contains(id))
                .findFirst()
                .map((Rule rule) -> new RuleView(id, rule.title(), rule.legalBasis()))
                .orElseGet(() -> new RuleView(id, new Text(id, id), ""));
    }

    /** Names an actor for the office. */
    public Who who(String id, String role) {
        Optional<StaffMember> member = staff.find(id);
        if (member.isPresent()) {
            return new Who(id, member.get().name(), role);
        }
        String name = registers.models().stream()
                .filter(model -> model.id().equals(id))
                .map(model -> model.name().zh())
                .findFirst()
                .orElse(id);
        return new Who(id, name, role);
    }

    private static SortedMap<String, String> accountFields(AccountPart account) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("actor", account.caller().actor());
        fields.put("role", account.caller().role());
        fields.put("onBehalfOf", account.caller().onBehalfOf());
        fields.put("institution", account.caller().institution());
        fields.put("address", account.caller().address());
        fields.put("device", account.caller().device());
        fields.put("at", account.at().toString());
        fields.put("operation", account.act().operation());
        fields.put("purpose", account.act().purpose());
        fields.put("outcome", account.verdict().outcome().name());
        fields.put("ground", account.verdict().ground());
        fields.put("reasons", String.join(", ", account.verdict().reasons()));
        fields.put("rules", String.join(", ", account.verdict().rules()));
        fields.put("reference", account.act().reference());
        account.patient().ifPresent(patient -> fields.put("patient", patient.toString()));
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    private static Optional<Map<String, Object>> labels(ContentPart content) {
        if (content.labels().length == 0) {
            return Optional.empty();
        }
        try {
            DecisionClass dataClass = DecisionClass.decode(content.labels());
            Labels labels = dataClass.labels();
            return Optional.of(new TreeMap<>(Map.of(
                    "type", dataClass.type(),
                    "category", labels.category(),
                    "grade", labels.grade(),
                    "level", labels.level(),
                    "granularity", labels.granularity(),
                    "specialDiseases", labels.specialDiseases(),
                    "dataClasses", labels.dataClasses(),
                    "flags", labels.flags())));
        } catch (MalformedDecisionClassException notAClass) {
            return Optional.empty();
        }
    }

    private Optional<Inclusion> inclusion(long index) {
        TreeHead head = ledger.checkpoint().head();
        if (index >= head.size()) {
            return Optional.empty();
        }
        try {
            List<String> path = new ArrayList<>();
            for (Hash hash : ledger.inclusion(index, head.size()).hashes()) {
                path.add(hash.toString());
            }
            return Optional.of(new Inclusion(head.size(), head.root().toString(), path));
        } catch (LedgerUnavailableException unreadable) {
            return Optional.empty();
        }
    }
}
