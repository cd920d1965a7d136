package org.suwen.server.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.suwen.server.identity.AccessJournal.Change;
import org.suwen.server.identity.AccessJournal.StaffChanged;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.DocumentMovedException;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import org.suwen.server.identity.DocumentShelf.Step;
import org.suwen.server.identity.DocumentShelf.Stored;

/**
 * The staff, and what follows from a change: it counts from the next request on every node, since nothing about a
 * person is kept in a session or token (DOC-33, ACC-02).
 */
public final class StaffDirectory {
    private static final String KIND = "staff";
    private static final String WHOLE = "whole";

    private final DocumentShelf<StaffMember> staff;
    private final DocumentShelf<Integer> revision;
    private final AccessJournal journal;
    private final Clock clock;
    private volatile Charted charted = new Charted(-1, new SupervisionChart(List.of()));

    /** Opens the directory; a change cut off by a crash of this node becomes visible to all charts here. */
    public StaffDirectory(DirectoryDocuments documents, AccessJournal journal, Clock clock) {
        this.staff = new DocumentShelf<>(documents, KIND, StaffMember.class);
        this.revision = new DocumentShelf<>(documents, "staff-revision", Integer.class);
        this.journal = journal;
        this.clock = clock;
        moveRevision();
    }

    /** Adds a member of staff, recorded first; {@code by} is the account or the personnel system's event id. */
    public void enrol(StaffMember member, String by) {
        Instant now = clock.instant();
        journal.record(new StaffChanged(now, member.id(), by, List.of(new Change("enrolled", "", "true"))));
        staff.add(member.id(), member.stamped(now, 1));
        moveRevision();
    }

    /** The member of staff with this id. */
    public Optional<StaffMember> find(String id) {
        return staff.get(id).map(Stored::value);
    }

    /** Everybody, those who left included. */
    public List<StaffMember> all() {
        return staff.all();
    }

    /**
     * Changes a member of staff: promotion, move, roster, leaving. Another role or institution and leaving end all
     * sessions and tokens; a new title, department or group needs no end, since none of them holds the old one.
     *
     * <p>What ends rights is written first and recorded after; everything else is recorded first (I1).
     *
     * @return the changed member, or nothing when there is none with this id
     */
    public Optional<StaffMember> change(String id, String by, UnaryOperator<StaffMember> change) {
        for (int attempt = 0; attempt < DocumentShelf.ATTEMPTS; attempt++) {
            Optional<Stored<StaffMember>> current = staff.get(id);
            if (current.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(write(current.get(), by, change));
            } catch (DocumentMovedException moved) {
                Thread.onSpinWait();
            }
        }
        throw new DocumentMovedException(KIND);
    }

    /** Ends a person's rights at {@code at}; sessions and tokens end at that moment, on every node (ACC-03). */
    public Optional<StaffMember> leave(String id, String by, Instant at) {
        return change(id, by, member -> member.leaving(at));
    }

    /** Who supervises {@code id}: the registered line upward inside the same department (A11). */
    public Set<String> superiors(String id) {
        return line(id, revisionNow()).superiors();
    }

    /** Whom {@code id} supervises: everybody whose line reaches him inside the same department (A11). */
    public Set<String> subordinates(String id) {
        return line(id, revisionNow()).subordinates();
    }

    /** A member of staff with the lines of supervision around him. */
    public record Placed(StaffMember member, Set<String> superiors, Set<String> subordinates) {
        /** Copies the sets. */
        public Placed {
            superiors = Set.copyOf(superiors);
            subordinates = Set.copyOf(subordinates);
        }
    }

    /** The member of staff with this id and his place, from documents read by {@code reading}. */
    public Optional<Placed> place(String id, DocumentMemory.Reading reading) {
        long now = reading.get(revisionKey()).map(VersionedBytes::version).orElse(0L);
        return reading.get(key(id)).map(staff::read).map(Stored::value).map(member -> {
            SupervisionChart.Line line = line(id, now);
            return new Placed(member, line.superiors(), line.subordinates());
        });
    }

    SupervisionChart.Line line(String id, long revisionVersion) {
        Charted known = charted;
        if (known.revision() != revisionVersion) {
            known = new Charted(revisionVersion, new SupervisionChart(staff.all()));
            charted = known;
        }
        return known.chart().of(id);
    }

    DocumentKey revisionKey() {
        return revision.key(WHOLE);
    }

    Optional<Stored<StaffMember>> stored(String id) {
        return staff.get(id);
    }

    DocumentKey key(String id) {
        return staff.key(id);
    }

    private record Charted(long revision, SupervisionChart chart) {}

    private long revisionNow() {
        return revision.get(WHOLE).map(Stored::version).orElse(0L);
    }

    private void moveRevision() {
        revision.change(WHOLE, count -> Step.write(count.orElse(0) + 1, true));
    }

    private StaffMember write(Stored<StaffMember> current, String by, UnaryOperator<StaffMember> change) {
        StaffMember before = current.value();
        StaffMember wanted = change.apply(before);
        if (!wanted.id().equals(before.id())) {
            throw new IllegalArgumentException("a staff id can't be changed");
        }
        List<Change> changes = differences(before, wanted);
        if (changes.isEmpty()) {
            return before;
        }
        Instant now = clock.instant();
        StaffMember after = wanted.stamped(now, before.epoch() + (endsSessions(before, wanted, now) ? 1 : 0));
        StaffChanged entry = new StaffChanged(now, before.id(), by, changes);
        boolean withdraws = !after.worksAt(now);
        if (!withdraws) {
            journal.record(entry);
        }
        staff.put(before.id(), current.version(), after);
        moveRevision();
        if (withdraws) {
            journal.record(entry);
        }
        return after;
    }

    private static boolean endsSessions(StaffMember before, StaffMember after, Instant now) {
        return before.role() != after.role()
                || !before.institution().equals(after.institution())
                || !before.worksAt(now)
                || !after.worksAt(now);
    }

    private static List<Change> differences(StaffMember before, StaffMember after) {
        List<Change> changes = new ArrayList<>();
        note(changes, "name", before.name(), after.name());
        note(changes, "role", before.role(), after.role());
        note(changes, "title", before.title(), after.title());
        note(changes, "department", before.department(), after.department());
        note(changes, "group", before.group(), after.group());
        note(changes, "institution", before.institution(), after.institution());
        note(changes, "superiors", before.superiors(), after.superiors());
        note(changes, "active", before.active(), after.active());
        note(changes, "leftAt", before.leftAt(), after.leftAt());
        note(changes, "roster", before.roster(), after.roster());
        return changes;
    }

    private static void note(List<Change> changes, String attribute, Object before, Object after) {
        if (!before.equals(after)) {
            changes.add(new Change(attribute, text(before), text(after)));
        }
    }

    private static String text(Object value) {
        return value instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("")
                : value.toString();
    }
}
