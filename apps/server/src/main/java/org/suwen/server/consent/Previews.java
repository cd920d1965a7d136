package org.suwen.server.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.decision.Action;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Text;
import org.suwen.server.access.Inventory;
import org.suwen.server.access.Known;
import org.suwen.server.access.PatientCard;
import org.suwen.vault.PatientId;

/**
 * Shows on the patient's own record what the choices would open and close: for each party and kind of data, before and
 * after. It is the patient's voice alone; what the law adds or forbids is said at the gate.
 */
public final class Previews {

    private final Inventory inventory;
    private final Parties parties;

    /** Previews over the records in {@code inventory}. */
    public Previews(Inventory inventory, Parties parties) {
        this.inventory = inventory;
        this.parties = parties;
    }

    /** One kind of data with how much there is of it, and what holds before and after. */
    public record Row(
            String type, Set<String> diseases, Set<String> classes, long count, String before, String after) {}

    /** One party with what it could see. */
    public record Seen(String id, Text name, Purpose purpose, List<Row> rows) {}

    private record Audience(Consults.Party party, Text name, Purpose purpose) {}

    /** Choices as they are, and as they would be. */
    record Change(PatientCard card, PatientCard wished) {}

    /** What a change would make of it, over the kinds of data that whoever asks may know of. */
    List<Seen> of(PatientId patient, Change change, Known known, Instant now) {
        List<Seen> seen = new ArrayList<>();
        List<Inventory.Kind> kinds = inventory.kinds(patient).stream()
                .filter(kind -> known.kind(kind.data()))
                .toList();
        for (Audience each : audiences()) {
            List<Row> rows = new ArrayList<>();
            for (Inventory.Kind kind : kinds) {
                String before = verdict(change.card(), patient, each, kind.data(), now);
                String after = verdict(change.wished(), patient, each, kind.data(), now);
                rows.add(new Row(
                        kind.data().type(),
                        kind.data().labels().specialDiseases(),
                        kind.data().labels().dataClasses(),
                        kind.count(),
                        before,
                        after));
            }
            seen.add(new Seen(each.party().id(), each.name(), each.purpose(), rows));
        }
        return seen;
    }

    private List<Audience> audiences() {
        List<Audience> audiences = new ArrayList<>();
        parties.recipients()
                .forEach(each -> audiences.add(new Audience(
                        new Consults.Party(each.id(), each.institution(), Role.DOCTOR, Optional.empty()),
                        each.name(),
                        Purpose.TREATMENT)));
        parties.assistants()
                .forEach(each -> audiences.add(new Audience(
                        new Consults.Party(each.id(), "", Role.MODEL, Optional.empty()),
                        each.name(),
                        Purpose.CLINICAL_DECISION_SUPPORT)));
        Set<Purpose> uses = new TreeSet<>(Set.of(
                Purpose.RESEARCH,
                Purpose.TEACHING,
                Purpose.AI_TRAINING,
                Purpose.INSURANCE_CLAIMS,
                Purpose.PUBLIC_HEALTH));
        uses.forEach(use -> audiences.add(new Audience(
                new Consults.Party(use.name(), "", Role.RESEARCHER, Optional.empty()),
                new Text(use.name(), use.name()),
                use)));
        return audiences;
    }

    private static String verdict(
            PatientCard card, PatientId patient, Audience audience, DecisionClass data, Instant now) {
        var question = new Consults.Question(
                audience.party(), audience.purpose(), Action.READ, data, Optional.empty(), now, now);
        return Consults.ask(card.file(), patient.toString(), question).verdict().name();
    }
}
