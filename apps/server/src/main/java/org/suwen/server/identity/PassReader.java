package org.suwen.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.suwen.decision.Role;
import org.suwen.server.identity.AccessJournal.SessionLocked;
import org.suwen.server.identity.Account.GuardianHolder;
import org.suwen.server.identity.Account.MachineHolder;
import org.suwen.server.identity.Account.PatientHolder;
import org.suwen.server.identity.Account.StaffHolder;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DocumentShelf.Stored;
import org.suwen.server.identity.Pass.Form;

/**
 * Turns a session's or token's secret into a caller, with everything as it is at this request.
 *
 * <p>What was read is remembered with its documents' versions. Each request asks the store for those versions, in one
 * round trip, and reads again only what moved: so a closed account, a leaver and a promotion count at the next request
 * on every node, and an unchanged caller costs no opening of sealed documents.
 */
public final class PassReader {
    /** How many passes one node remembers; the rest are read from the store when they come. */
    static final int REMEMBERED = 20_000;

    private final DirectoryDocuments documents;
    private final Passes passes;
    private final Accounts accounts;
    private final StaffDirectory staff;
    private final AccessJournal journal;
    private final Clock clock;
    private final CallerFacts facts;
    private final Map<String, Remembered> remembered = Collections.synchronizedMap(new Newest());

    PassReader(
            DirectoryDocuments documents,
            Passes passes,
            Accounts accounts,
            StaffDirectory staff,
            AccessJournal journal,
            Clock clock) {
        this(documents, passes, accounts, staff, journal, clock, CallerFacts.NONE);
    }

    PassReader(
            DirectoryDocuments documents,
            Passes passes,
            Accounts accounts,
            StaffDirectory staff,
            AccessJournal journal,
            Clock clock,
            CallerFacts facts) {
        this.documents = documents;
        this.passes = passes;
        this.accounts = accounts;
        this.staff = staff;
        this.journal = journal;
        this.clock = clock;
        this.facts = facts;
    }

    /** A recognised pass; {@code asked} are the versions of all that was asked for with it. */
    record Known(
            Pass pass, Account account, Standing standing, Instant at, boolean locked, Map<DocumentKey, Long> asked) {
        /** Whether only the emergency door is open to it. */
        boolean restricted() {
            return locked || pass.vouched();
        }

        /** Whether that door stands open after a break-glass. */
        boolean doorOpen() {
            return pass.life().doorUntil().filter(at::isBefore).isPresent();
        }
    }

    /** The caller behind {@code secret}, or nothing when it is unknown, expired or has ended. */
    Optional<Known> read(Form form, String secret, String address) {
        return readById(Secrets.fingerprint(secret), address)
                .filter(known -> known.pass().form() == form);
    }

    /**
     * Whether this session or token still holds and is not locked: asked by whoever writes a long answer, such as an
     * event stream, before each part.
     */
    public boolean stillOpen(Caller caller) {
        return readById(caller.sessionId(), caller.address())
                .filter(known -> !known.locked())
                .isPresent();
    }

    /** Notes that the user did something now. */
    void noteActivity(Known known) {
        Instant now = clock.instant();
        Remembered entry = remembered.get(known.pass().id());
        if (entry == null || known.pass().form() == Form.TOKEN) {
            return;
        }
        entry.lastSeen.accumulateAndGet(now, PassReader::later);
        passes.noteActivity(entry.pass, now)
                .ifPresent(noted -> remembered.put(known.pass().id(), entry.with(noted)));
    }

    Optional<Known> readById(String id, String address) {
        Map<DocumentKey, Long> asked = new HashMap<>();
        Optional<Remembered> current = current(id, asked);
        if (current.isEmpty()) {
            remembered.remove(id);
            return Optional.empty();
        }
        Remembered entry = current.get();
        Instant now = clock.instant();
        if (!entry.holds(now)) {
            remembered.remove(id);
            passes.shelf().remove(id);
            return Optional.empty();
        }
        remembered.put(id, entry);
        return Optional.of(known(entry, now, address, asked));
    }

    private Known known(Remembered entry, Instant now, String address, Map<DocumentKey, Long> asked) {
        Pass pass = entry.pass.value();
        Account account = entry.account.value();
        Duration idle = pass.form() == Form.TOKEN ? Duration.ZERO : entry.idle(now);
        boolean locked = pass.life().lockedAt().isPresent();
        if (!locked && idle.compareTo(passes.policy().idle()) >= 0) {
            locked = true;
            if (passes.lock(pass.id(), now)) {
                journal.record(new SessionLocked(now, account.id(), address, pass.id()));
            }
        }
        Optional<StaffMember> member = entry.staff.map(Stored::value);
        SupervisionChart.Line line =
                member.map(found -> staff.line(found.id(), entry.revision)).orElse(SupervisionChart.Line.NONE);
        Caller caller = new Caller(
                account.id(),
                account.kind(),
                role(account, member),
                pass.factors(),
                address,
                idle,
                patients(account),
                pass.id(),
                pass.app());
        Standing standing = new Standing(caller, member, line.superiors(), line.subordinates());
        return new Known(pass, account, standing, now, locked, asked);
    }

    /** What the pass rests on as it stands now; {@code asked} takes the versions of that and of the caller's facts. */
    private Optional<Remembered> current(String id, Map<DocumentKey, Long> asked) {
        Remembered entry = remembered.get(id);
        if (entry == null) {
            return load(id, Instant.MIN);
        }
        Set<DocumentKey> all = new LinkedHashSet<>(entry.keys);
        all.addAll(facts.of(entry.account.value().id()));
        List<DocumentKey> keys = List.copyOf(all);
        List<Long> versions = documents.versions(keys);
        for (int at = 0; at < keys.size(); at++) {
            asked.put(keys.get(at), versions.get(at));
        }
        return versions.subList(0, entry.keys.size()).equals(entry.versions)
                ? Optional.of(entry)
                : load(id, entry.lastSeen.get());
    }

    private Optional<Remembered> load(String id, Instant lastSeen) {
        Optional<Stored<Pass>> pass = passes.shelf().get(id);
        Optional<Stored<Account>> account =
                pass.flatMap(found -> accounts.shelf().get(found.value().userName()));
        if (pass.isEmpty() || account.isEmpty()) {
            return Optional.empty();
        }
        long revision = documents.versions(List.of(staff.revisionKey())).getFirst();
        Optional<Stored<StaffMember>> member = account.get().value().holder() instanceof StaffHolder holder
                ? staff.stored(holder.staffId())
                : Optional.empty();
        List<DocumentKey> keys = new ArrayList<>(List.of(
                passes.shelf().key(id),
                accounts.shelf().key(account.get().value().userName()),
                staff.revisionKey()));
        if (account.get().value().holder() instanceof StaffHolder holder) {
            keys.add(staff.key(holder.staffId()));
        }
        Instant seen = later(lastSeen, pass.get().value().life().lastActivity());
        return Optional.of(new Remembered(
                List.copyOf(keys), pass.get(), account.get(), member, revision, new AtomicReference<>(seen)));
    }

    private static Role role(Account account, Optional<StaffMember> member) {
        return switch (account.holder()) {
            case StaffHolder holder ->
                member.map(StaffMember::role)
                        .orElseThrow(() -> new IllegalStateException("a staff account without a member of staff"));
            case PatientHolder holder -> Role.PATIENT;
            case GuardianHolder holder -> Role.GUARDIAN;
            case MachineHolder holder -> holder.role();
        };
    }

    private static List<String> patients(Account account) {
        return switch (account.holder()) {
            case PatientHolder holder -> List.of(holder.patientId());
            case GuardianHolder holder -> holder.wards();
            case StaffHolder holder -> List.of();
            case MachineHolder holder -> List.of();
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What one pass rested on when it was last read, with the versions that must still be current. */
    private static final class Remembered {
        private final List<DocumentKey> keys;
        private final List<Long> versions;
        private final Stored<Pass> pass;
        private final Stored<Account> account;
        private final Optional<Stored<StaffMember>> staff;
        private final long revision;
        private final AtomicReference<Instant> lastSeen;

        Remembered(
                List<DocumentKey> keys,
                Stored<Pass> pass,
                Stored<Account> account,
                Optional<Stored<StaffMember>> staff,
                long revision,
                AtomicReference<Instant> lastSeen) {
            this.keys = keys;
            this.pass = pass;
            this.account = account;
            this.staff = staff;
            this.revision = revision;
            this.lastSeen = lastSeen;
            List<Long> current = new ArrayList<>(List.of(pass.version(), account.version(), revision));
            if (keys.size() > current.size()) {
                current.add(staff.map(Stored::version).orElse(0L));
            }
            this.versions = List.copyOf(current);
        }

        Remembered with(Stored<Pass> noted) {
            return new Remembered(keys, noted, account, staff, revision, lastSeen);
        }

        Duration idle(Instant now) {
            Duration idle = Duration.between(lastSeen.get(), now);
            return idle.isNegative() ? Duration.ZERO : idle;
        }

        boolean holds(Instant now) {
            Pass held = pass.value();
            Account owner = account.value();
            boolean person = owner.holder() instanceof StaffHolder
                    ? staff.map(Stored::value)
                            .filter(member -> member.worksAt(now)
                                    && member.epoch() == held.epochs().staff())
                            .isPresent()
                    : true;
            return now.isBefore(held.life().expiresAt())
                    && owner.active()
                    && owner.epoch() == held.epochs().account()
                    && person;
        }
    }

    /** Forgets the pass unused for longest when there are too many. */
    private static final class Newest extends LinkedHashMap<String, Remembered> {
        private static final long serialVersionUID = 1;

        Newest() {
            super(1024, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** For tests of the cost of a request. */
    Set<String> rememberedIds() {
        return Set.copyOf(remembered.keySet());
    }
}
