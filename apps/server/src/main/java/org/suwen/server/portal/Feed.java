package org.suwen.server.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Reason;
import org.suwen.decision.Role;
import org.suwen.decision.Text;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.ResourceRef;
import org.suwen.server.access.Registers;
import org.suwen.server.consent.Parties;
import org.suwen.server.identity.StaffDirectory;
import org.suwen.server.identity.StaffMember;
import org.suwen.server.trace.Trace;
import org.suwen.vault.PatientId;

/** "Who looked at my data": ledger entries in the patient's words. */
public final class Feed {

    /** Looks of the patient at the own pages are in the ledger, and left out here. */
    private static final Set<String> OWN_PAGES = Set.of(
            "consent.view", "device.view", "feed.view", "feed.download", "fhir.everything", "fhir.search", "fhir.read");

    /** Uses that show a masked name and nothing else of a patient. */
    private static final Set<String> NAME_ONLY = Set.of("patient.find", "statement.list");

    private final Trace trace;
    private final StaffDirectory staff;
    private final Registers registers;
    private final Words words;

    /** How reasons, units and devices are called. */
    public record Words(Map<String, Reason> reasons, Names names, Choices choices, Parties parties) {}

    /** A feed over {@code trace}. */
    public Feed(Trace trace, StaffDirectory staff, Registers registers, Words words) {
        this.trace = trace;
        this.staff = staff;
        this.registers = registers;
        this.words = words;
    }

    /** Who it was. */
    public record Who(Text name, String role, Optional<Text> department, Optional<Text> institution) {}

    /** A reason in the patient's words. */
    public record Why(String code, String zh, String en) {}

    /** One event. */
    public record Event(
            long entry,
            Instant at,
            Who who,
            Optional<Who> acting,
            String operation,
            Text what,
            String purpose,
            String outcome,
            String ground,
            Optional<Why> reason,
            boolean breakGlass) {}

    /** A page of events. */
    public record Page(List<Event> events, boolean complete) {}

    /** Events of a patient, newest first, before entry {@code before}. */
    public Page page(PatientId patient, Set<String> holders, long before, int limit) {
        List<Event> events = new ArrayList<>();
        long from = before;
        while (events.size() < limit) {
            List<Trace.Opened> entries = trace.ofPatient(patient, from, limit);
            for (Trace.Opened each : entries) {
                if (events.size() < limit && !isOwnLook(each, holders)) {
                    events.add(event(each));
                }
                from = each.index();
            }
            if (entries.size() < limit) {
                return new Page(events, true);
            }
        }
        return new Page(events, false);
    }

    /** Whether an entry is only the patient's own look at a page. */
    static boolean isOwnLook(Trace.Opened opened, Set<String> holders) {
        return holders.contains(opened.account().caller().actor())
                && OWN_PAGES.contains(opened.account().act().operation());
    }

    /** An entry as an event. */
    public Event event(Trace.Opened opened) {
        AccountPart account = opened.account();
        String behalf = account.caller().onBehalfOf();
        boolean denied = account.verdict().outcome() == Outcome.DENY;
        String ground = account.verdict().ground();
        return new Event(
                opened.index(),
                account.at(),
                who(account.caller().actor(), account.caller().role()),
                behalf.isEmpty() ? Optional.empty() : Optional.of(who(behalf, "")),
                Deeds.of(account.act().operation()),
                what(opened),
                account.act().purpose(),
                denied ? "DENY" : "PERMIT",
                ground,
                denied ? account.verdict().reasons().stream().findFirst().map(this::why) : Optional.empty(),
                isBreakGlass(opened, ground));
    }

    /** Looking somebody up, or naming whom a statement is about, stands on the emergency's ground and opens nothing. */
    private static boolean isBreakGlass(Trace.Opened opened, String ground) {
        boolean lookup = NAME_ONLY.contains(opened.account().act().operation());
        return opened.type() == EntryType.BREAK_GLASS || (ground.contains("BREAK_GLASS") && !lookup);
    }

    private Why why(String code) {
        Reason reason = words.reasons().get(code);
        return reason == null
                ? new Why(code, code, code)
                : new Why(code, reason.text().zh(), reason.text().en());
    }

    private Who who(String id, String role) {
        Optional<StaffMember> member = staff.find(id);
        if (member.isPresent()) {
            return new Who(
                    same(member.get().name()),
                    member.get().role().name(),
                    member.get().department().map(words.names()::department),
                    Optional.of(words.names().institution(member.get().institution())));
        }
        return registers.models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .map(model -> here(model.name(), Role.MODEL.name()))
                .orElseGet(() -> machineOrPatient(id, role));
    }

    private Who machineOrPatient(String id, String role) {
        Text name = role.equals(Role.DEVICE.name()) ? words.parties().device(id).name() : same("");
        boolean person = role.equals(Role.PATIENT.name()) || role.equals(Role.GUARDIAN.name());
        return person ? new Who(name, role, Optional.empty(), Optional.empty()) : here(name, role);
    }

    private Who here(Text name, String role) {
        return new Who(name, role, Optional.empty(), Optional.of(words.names().own()));
    }

    private static Text same(String name) {
        return new Text(name, name);
    }

    private Text what(Trace.Opened opened) {
        if (opened.content().isEmpty()) {
            return new Text("内容已随密钥销毁", "content gone with its key");
        }
        var content = opened.content().get();
        if (opened.type() == EntryType.BREAK_GLASS) {
            return Kinds.emergency(content.note());
        }
        if (opened.type() == EntryType.CONSENT) {
            return words.choices().of(content.note());
        }
        if (!content.resources().isEmpty()) {
            return Kinds.of(content.resources().stream().map(ResourceRef::type).toList());
        }
        return Kinds.counts(content.note());
    }
}
