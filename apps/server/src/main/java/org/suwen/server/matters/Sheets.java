package org.suwen.server.matters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.classification.IdentifierKind;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Effect;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Inventory;
import org.suwen.server.consent.Agreement;
import org.suwen.server.consent.Parties;
import org.suwen.server.trace.Trace;
import org.suwen.vault.PatientId;

/** What is told to a patient at once, made from the inventory, the ledger and the rulebook as they stand. */
public final class Sheets {

    private static final int MOST_ENTRIES = 5_000;

    private final Inventory inventory;
    private final Trace trace;
    private final Rulebook rulebook;
    private final Agreement agreement;
    private final Parties parties;
    private final Institution institution;
    private final Retention retention;

    /** Where it is found. */
    public record Sources(Inventory inventory, Trace trace, Rulebook rulebook, Agreement agreement, Parties parties) {}

    /** Sheets of {@code institution}. */
    public Sheets(Sources sources, Institution institution, Retention retention) {
        this.inventory = sources.inventory();
        this.trace = sources.trace();
        this.rulebook = sources.rulebook();
        this.agreement = sources.agreement();
        this.parties = sources.parties();
        this.institution = institution;
        this.retention = retention;
    }

    SortedMap<String, String> of(Effects.Scene scene) {
        return switch (scene.fact("about")) {
            case "STORAGE" -> storage(scene);
            case "PROCESSING" -> processing(scene.patient());
            case "AGREEMENT" -> agreement();
            case "SHARING" -> sharing();
            default -> explanation();
        };
    }

    /** Place, period and safeguards (RGT-01). */
    private SortedMap<String, String> storage(Effects.Scene scene) {
        SortedMap<String, Long> kinds = new TreeMap<>();
        inventory.kinds(scene.patient()).forEach(each -> kinds.merge(each.data().type(), each.count(), Long::sum));
        Retention.Term term = retention.of(scene.patient(), scene.now());
        SortedMap<String, String> sheet = new TreeMap<>();
        sheet.put(
                "place", institution.code() + ": the hospital's own database, sealed under a key of the patient's own");
        sheet.put("kinds", kinds.toString());
        sheet.put("keptUntil", term.earliest().map(Object::toString).orElse("a stay runs"));
        sheet.put(
                "safeguards",
                "AES-256-GCM at rest under keys kept outside the database; TLS in transit; each use decided and entered in"
                        + " a ledger that can't be changed unnoticed");
        sheet.put(
                "beyond", "copies in other systems of the hospital, on paper and at recipients are not seen from here");
        return sheet;
    }

    /** What happened at each step of handling: how often, for which purposes (RGT-03). */
    private SortedMap<String, String> processing(PatientId patient) {
        Map<EntryType, Integer> counts = new EnumMap<>(EntryType.class);
        SortedMap<String, Integer> purposes = new TreeMap<>();
        List<Trace.Opened> entries = trace.ofPatient(patient, Long.MAX_VALUE, MOST_ENTRIES);
        entries.forEach(each -> {
            counts.merge(each.type(), 1, Integer::sum);
            String purpose = each.account().act().purpose();
            purposes.merge(purpose.isEmpty() ? "NONE" : purpose, 1, Integer::sum);
        });
        SortedMap<String, String> sheet = new TreeMap<>();
        sheet.put("collection", "entries " + counts.getOrDefault(EntryType.WRITE, 0));
        sheet.put("sorting", "labelled as written, by the rules of labels: " + counts.getOrDefault(EntryType.WRITE, 0));
        sheet.put(
                "use",
                "entries "
                        + (counts.getOrDefault(EntryType.READ, 0)
                                + counts.getOrDefault(EntryType.SEARCH, 0)
                                + counts.getOrDefault(EntryType.EXPORT, 0))
                        + ", refused " + counts.getOrDefault(EntryType.DENIAL, 0));
        sheet.put("purposes", purposes.toString());
        sheet.put("whole", entries.size() < MOST_ENTRIES ? "true" : "false");
        return sheet;
    }

    /** What the agreement in force covers and rests on (AGR-02 to AGR-04, AGR-73, AGR-74). */
    private SortedMap<String, String> agreement() {
        SortedMap<String, String> sheet = new TreeMap<>();
        sheet.put("hospital", institution.code());
        sheet.put(
                "edition", agreement.edition().id() + " " + agreement.edition().textHash());
        sheet.put("channels", new TreeSet<>(agreement.frame().channels()).toString());
        sheet.put("processing", String.join(",", agreement.frame().processing()));
        sheet.put("laws", String.join("; ", agreement.frame().laws()));
        new TreeMap<>(agreement.frame().terms())
                .forEach((term, text) -> sheet.put("term." + term, text.zh() + " " + text.en()));
        return sheet;
    }

    /** To whom data may go outside, made from the live register so that it can't drift (CON-13). */
    private SortedMap<String, String> sharing() {
        SortedMap<String, String> sheet = new TreeMap<>();
        parties.recipients()
                .forEach(each -> sheet.put(
                        "recipient." + each.id(),
                        each.name().en() + ", " + each.purpose().en()
                                + (each.abroad() ? ", abroad: " + each.country() : "")));
        sheet.put("kinds", "what the patient agreed to for each recipient, as a summary; special diseases to none");
        return sheet;
    }

    /** Which rules make data unrecognisable before it is shown, and what they take away (AGR-39). */
    private SortedMap<String, String> explanation() {
        List<String> rules = new ArrayList<>();
        rulebook.rules().stream()
                .filter(rule -> rule.effect() instanceof Effect.Require require
                        && require.duties().stream().anyMatch(duty -> duty.kind() == DutyKind.MASK))
                .sorted(Comparator.comparing(Rule::id))
                .forEach(rule -> rules.add(rule.id() + " " + rule.title().en() + " for "
                        + rule.scope().purposes()));
        SortedMap<String, String> sheet = new TreeMap<>();
        sheet.put("rules", String.join("; ", rules));
        sheet.put(
                "removed",
                String.join(
                        ", ",
                        Arrays.stream(IdentifierKind.values())
                                .filter(each -> each != IdentifierKind.NONE)
                                .map(Enum::name)
                                .toList()));
        sheet.put(
                "means",
                "each element that identifies is taken out or replaced before an answer leaves; nothing is given out that"
                        + " leads back to it. This is de-identification, not anonymisation");
        return sheet;
    }
}
