package org.suwen.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.suwen.decision.Actor;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.Duty;
import org.suwen.decision.Permit;
import org.suwen.decision.Rulebook;
import org.suwen.ledger.Draft;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Guard;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.LedgerUnavailableException;
import org.suwen.ledger.Receipt;
import org.suwen.ledger.Subject;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Basis;
import org.suwen.ledger.part.ContentPart;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.ResourceRef;
import org.suwen.ledger.part.Verdict;
import org.suwen.vault.ErasedException;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;

/**
 * Turns what the gate decided into ledger entries, one a request and patient (D16), and waits until they are durable.
 *
 * <p>An entry's account part holds opaque ids and codes; what it was about is in the content part, sealed under the
 * patient's log key (D15). References, never copies, of the data (A21).
 */
public final class Journal {

    /** Resources named one by one; above that a page's entry holds counts and a hash of its rows. */
    private static final int NAMED_RESOURCES = 4;

    private static final int NAMED_RULES = 12;

    private final Rulebook rules;

    private final Ledger ledger;
    private final Vault vault;
    private final byte[] rulebook;
    private final Clock clock;
    private final Watch watch;
    private volatile Optional<String> trouble = Optional.empty();

    /** The clock, and who looks at anomalies. */
    public record Rim(Clock clock, Watch watch) {}

    /** Writes to {@code ledger}; entries cite the rulebook of {@code engine}. */
    public Journal(Ledger ledger, Vault vault, DecisionEngine engine, Rim rim) {
        this.ledger = ledger;
        this.vault = vault;
        this.rules = engine.rulebook();
        this.rulebook = HexFormat.of().parseHex(engine.rulebookVersion());
        this.clock = rim.clock();
        this.watch = rim.watch();
    }

    /** What an entry is about, beside who asked. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    record Matter(EntryType type, Guard guard, Verdict verdict, ContentPart content, byte[] intent) {}

    /** A release of one resource is authorised. */
    Answer.Trail released(Ask ask, Standing standing, Verdicts.Ruled ruled, PageRow row) {
        Permit permit = (Permit) ruled.decision();
        Verdict verdict = new Verdict(
                Outcome.PERMIT,
                permit.ground(),
                List.of(),
                first(permit.rules()),
                ask.request().toString());
        ContentPart content = content(
                standing,
                ruled.dataClass().encode(),
                List.of(new ResourceRef(row.header().type(), row.header().id(), row.version())),
                note(
                        permit.duties().stream()
                                .map(duty -> duty.kind().name())
                                .distinct()
                                .toList(),
                        ""));
        Receipt receipt =
                append(ask, standing, new Matter(EntryType.READ, Guard.RELEASE, verdict, content, new byte[0]));
        watched(ask, standing, permit.duties());
        return new Answer.Trail(ask.request(), receipt.index(), permit.ground(), rules.catalogue(permit.rules()));
    }

    /** A release of a page is authorised. */
    Answer.Trail releasedPage(Ask ask, Standing standing, Verdicts verdicts, List<PageRow> rows) {
        Set<String> grounds = rows.isEmpty() ? verdicts.grounds() : grounds(rows);
        String ground = String.join(",", grounds);
        List<String> rules = List.copyOf(verdicts.rules());
        List<String> withheld =
                verdicts.denials().stream().map(deny -> deny.reason().code()).toList();
        Verdict verdict = new Verdict(
                Outcome.PERMIT, ground, withheld, first(rules), ask.request().toString());
        List<ResourceRef> named = rows.size() > NAMED_RESOURCES
                ? List.of()
                : rows.stream()
                        .map(row -> new ResourceRef(
                                row.header().type(), row.header().id(), row.version()))
                        .toList();
        String what = rows.size() > NAMED_RESOURCES ? digest(rows) : "";
        ContentPart content = content(standing, new byte[0], named, note(counts(rows), what));
        Receipt receipt =
                append(ask, standing, new Matter(EntryType.SEARCH, Guard.RELEASE, verdict, content, new byte[0]));
        watched(ask, standing, verdicts.duties());
        return new Answer.Trail(ask.request(), receipt.index(), ground, this.rules.catalogue(rules));
    }

    /** A row of a page as the journal needs it. */
    record PageRow(RowHeader header, long version, String ground) {}

    /** A question was refused. */
    Answer.Trail refused(Ask ask, Standing standing, Optional<DecisionClass> dataClass, Deny deny) {
        Verdict verdict = new Verdict(
                Outcome.DENY,
                "",
                deny.all().stream().map(reason -> reason.code()).distinct().toList(),
                first(deny.rules()),
                ask.request().toString());
        byte[] labels = dataClass.map(DecisionClass::encode).orElse(new byte[0]);
        ContentPart content = content(
                standing, labels, List.of(), dataClass.map(DecisionClass::type).orElse(""));
        Receipt receipt =
                append(ask, standing, new Matter(EntryType.DENIAL, Guard.NONE, verdict, content, new byte[0]));
        watch.refused(ask, standing, deny);
        return new Answer.Trail(ask.request(), receipt.index(), "", rules.catalogue(deny.rules()));
    }

    /** A refusal about a patient who is not known here: an entry without a subject. */
    Answer.Trail refusedUnknown(Ask ask, Standing standing, Deny deny) {
        Verdict verdict = new Verdict(
                Outcome.DENY,
                "",
                deny.all().stream().map(reason -> reason.code()).distinct().toList(),
                first(deny.rules()),
                ask.request().toString());
        Receipt receipt = aboutNobody(EntryType.DENIAL, ask, standing, verdict);
        return new Answer.Trail(ask.request(), receipt.index(), "", rules.catalogue(deny.rules()));
    }

    /** Somebody looked for what is not here. */
    void missed(Ask ask, Standing standing, Decision decision) {
        switch (decision) {
            case Deny deny -> {
                var unused = refusedUnknown(ask, standing, deny);
            }
            case Permit permit -> {
                Verdict verdict = new Verdict(
                        Outcome.PERMIT,
                        permit.ground(),
                        List.of(),
                        first(permit.rules()),
                        ask.request().toString());
                var unused = aboutNobody(EntryType.SEARCH, ask, standing, verdict);
            }
        }
    }

    private Receipt aboutNobody(EntryType type, Ask ask, Standing standing, Verdict verdict) {
        Actor actor = standing.request().actor();
        var caller = org.suwen.ledger.part.Caller.of(
                actor.id(),
                actor.role().name(),
                actor.institution(),
                ask.caller().address());
        var act = Act.of(ask.operation(), ask.purpose().name());
        return institutional(
                type, ask.request(), AccountPart.of(standing.request().at(), caller, act, verdict, Optional.empty()));
    }

    /** A change of the patient card, or a write, decided by {@code permit}. */
    public Receipt changed(Ask ask, Standing standing, Permit permit, Change change) {
        Verdict verdict = new Verdict(
                Outcome.DONE,
                permit.ground(),
                List.of(),
                first(permit.rules()),
                ask.request().toString());
        ContentPart content = content(standing, new byte[0], change.resources(), change.note());
        Receipt receipt =
                append(ask, standing, new Matter(change.type(), change.guard(), verdict, content, change.intent()));
        watched(ask, standing, permit.duties());
        return receipt;
    }

    /** After the entry and before anything is opened: a release that can't be watched does not happen. */
    private void watched(Ask ask, Standing standing, List<Duty> duties) {
        watch.released(ask, standing, duties).ifPresent(block -> {
            var unused = institutional(EntryType.DENIAL, Watch.entryOf(ask.request()), block);
        });
    }

    /**
     * What a change entry says.
     *
     * @param intent hash of the new versions of a write, empty for a change of the card alone (D16)
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    public record Change(EntryType type, Guard guard, List<ResourceRef> resources, String note, byte[] intent) {}

    private Receipt append(Ask ask, Standing standing, Matter matter) {
        Actor actor = standing.request().actor();
        String behalf = ask.via().orElse("");
        var caller = new org.suwen.ledger.part.Caller(
                actor.id(),
                actor.role().name(),
                behalf,
                actor.institution(),
                ask.caller().address(),
                "");
        var act = new Act(ask.operation(), ask.purpose().name(), matter.intent(), "");
        UUID patient = standing.patient().value();
        AccountPart account =
                AccountPart.of(standing.request().at(), caller, act, matter.verdict(), Optional.of(patient));
        var subject =
                new Subject(patient, standing.version(), matter.guard(), new RenewedLogKeys(vault, standing.patient()));
        return enter(new Draft(
                matter.type(), ask.request(), account.encode(), matter.content().encode(), Optional.of(subject)));
    }

    /** An entry about no patient: staff, system, rulebook, sign-in. */
    public Receipt institutional(EntryType type, UUID request, AccountPart account) {
        return enter(new Draft(type, request, account.encode(), new byte[0], Optional.empty()));
    }

    /** A write of which the entry {@code index} stands and the data do not will never come (D16). */
    public void abandoned(UUID request, PatientId patient, long index) {
        var unused = system(EntryType.ABANDONED, request, patient, Long.toString(index));
    }

    private Receipt system(EntryType type, UUID request, PatientId patient, String reference) {
        var caller = org.suwen.ledger.part.Caller.of("suwen", "SYSTEM", "", "");
        var act = new Act("recovery", "OPERATIONS", new byte[0], reference);
        AccountPart account =
                AccountPart.of(clock.instant(), caller, act, Verdict.of(Outcome.DONE), Optional.of(patient.value()));
        return enter(new Draft(type, request, account.encode(), new byte[0], subject(patient)));
    }

    /** The patient as subject of an entry; none once he was erased, when the account part alone names him. */
    private Optional<Subject> subject(PatientId patient) {
        try {
            return Optional.of(new Subject(
                    patient.value(),
                    ledger.consentVersion(patient.value()),
                    Guard.NONE,
                    new RenewedLogKeys(vault, patient)));
        } catch (ErasedException erased) {
            return Optional.empty();
        }
    }

    private Receipt enter(Draft draft) {
        try {
            Receipt receipt = ledger.append(draft);
            if (trouble.isPresent()) {
                trouble = Optional.empty();
            }
            return receipt;
        } catch (LedgerUnavailableException unavailable) {
            trouble = Optional.of(String.valueOf(unavailable.getMessage()));
            throw unavailable;
        }
    }

    /** Why the last entry could not be made, if so; the next one that can ends it. */
    public Optional<String> trouble() {
        return trouble;
    }

    private ContentPart content(Standing standing, byte[] labels, List<ResourceRef> resources, String note) {
        var basis = new Basis(new byte[0], rulebook, standing.version(), "");
        return ContentPart.of(labels, resources, List.of(), basis, note);
    }

    private static List<String> first(List<String> rules) {
        return rules.size() <= NAMED_RULES ? rules : rules.subList(0, NAMED_RULES);
    }

    /** On which grounds these very rows are released: a ground of the class that no row rests on is not one. */
    private static Set<String> grounds(List<PageRow> rows) {
        Set<String> grounds = new LinkedHashSet<>();
        rows.forEach(row -> grounds.add(row.ground()));
        return grounds;
    }

    private static List<String> counts(List<PageRow> rows) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.header().type(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((type, count) -> parts.add(type + ":" + count));
        return parts;
    }

    private static String note(List<String> parts, String digest) {
        String text = String.join(";", parts);
        return digest.isEmpty() ? text : text + "|" + digest;
    }

    private static String digest(List<PageRow> rows) {
        var text = new StringBuilder();
        rows.forEach(row ->
                text.append(row.header().id()).append('/').append(row.version()).append('\n'));
        byte[] hash = sha256(text.toString().getBytes(StandardCharsets.US_ASCII));
        return java.util.Base64.getEncoder().withoutPadding().encodeToString(hash);
    }

    /** SHA-256. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
