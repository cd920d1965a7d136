package org.suwen.server.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Duty;
import org.suwen.decision.Permit;
import org.suwen.fhir.search.SearchException;
import org.suwen.vault.Cursor;
import org.suwen.vault.Page;
import org.suwen.vault.PastVersion;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;

/**
 * What one caller may see of one patient's record, as of one subject version: each row decided, opened and cut down by its
 * duties. Searches, histories and conditions are worked out on this and on nothing else (D4).
 *
 * <p>It lives inside this process for the length of one request. Nothing of it may leave before {@link Sights#release} has
 * its entry (I1). For one thread.
 */
public final class Sight {

    /** Most rows of one type that a search looks through. */
    static final int MOST_ROWS = 50_000;

    /** Most versions that a history looks through. */
    static final int MOST_VERSIONS = 50_000;

    private final Tools tools;
    private final Standing standing;
    private final Verdicts verdicts;
    private final Map<String, Map<String, Row>> rows = new LinkedHashMap<>();

    /** What a sight is looked with. */
    record Tools(org.suwen.vault.Vault vault, Gate gate, Projector projector) {}

    Sight(Tools tools, Standing standing, Verdicts verdicts) {
        this.tools = tools;
        this.standing = standing;
        this.verdicts = verdicts;
    }

    /**
     * One resource, or one version of one, as it may be seen.
     *
     * @param version its version
     * @param stored when this version was stored
     * @param json what may be seen of it; empty for a deletion
     * @param whole whether nothing was taken away
     */
    @SuppressWarnings("ArrayRecordComponent") // written out once and never compared
    public record Row(
            String type, String id, long version, Instant stored, byte[] json, boolean whole, Journal.PageRow entry) {
        /** Whether this version is the end of the resource. */
        public boolean isDeletion() {
            return json.length == 0;
        }
    }

    /** Whose record it is. */
    public PatientId patient() {
        return standing.patient();
    }

    /** The subject version that everything here was decided at. */
    public long version() {
        return standing.version();
    }

    Standing standing() {
        return standing;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    /** Whether there is nothing that this caller may see, whatever he asks for. */
    public boolean isClosed() {
        return verdicts.permitted().isEmpty() || (verdicts.onlyResiduals() && isBare());
    }

    private boolean isBare() {
        Optional<Cursor> next = Optional.of(Cursor.start());
        while (next.isPresent()) {
            Page page = tools.vault()
                    .listHeaders(patient(), Optional.empty(), verdicts.permitted(), next.get(), Page.MAX_ROWS);
            for (Sealed row : page.rows()) {
                if (verdicts.of(row.classToken(), header(row).row()) instanceof Permit) {
                    return false;
                }
            }
            next = page.next();
        }
        return true;
    }

    /** The types of which at least some resource may be seen; nothing is opened. */
    public Set<String> types() {
        return verdicts.permittedTypes();
    }

    /** The resources of a type, by id. */
    public Map<String, Row> all(String type) {
        Map<String, Row> known = rows.get(type);
        if (known == null) {
            known = load(type);
            rows.put(type, known);
        }
        return known;
    }

    private Map<String, Row> load(String type) {
        Map<String, Row> found = new LinkedHashMap<>();
        Optional<Cursor> next = Optional.of(Cursor.start());
        while (next.isPresent() && !verdicts.permitted().isEmpty()) {
            Page page =
                    tools.vault().list(patient(), Optional.of(type), verdicts.permitted(), next.get(), Page.MAX_ROWS);
            for (Sealed sealed : page.rows()) {
                RowHeader header = header(sealed);
                if (verdicts.of(sealed.classToken(), header.row()) instanceof Permit permit) {
                    found.put(header.id(), opened(sealed, header, permit.duties(), permit.ground()));
                }
            }
            if (found.size() > MOST_ROWS) {
                throw new SearchException(
                        "too-costly", type, "the record has more than `" + MOST_ROWS + "` resources of a type");
            }
            next = page.next();
        }
        return found;
    }

    private RowHeader header(Sealed sealed) {
        return RowHeader.decode(tools.vault().openHeader(sealed));
    }

    private Row opened(Sealed sealed, RowHeader header, List<Duty> duties, String ground) {
        byte[] body = tools.vault().open(sealed).body();
        byte[] json = body.length == 0 ? body : tools.projector().project(body, header.type(), duties);
        boolean whole = java.util.Arrays.equals(body, json);
        long version = sealed.row().version();
        return new Row(
                header.type(),
                header.id(),
                version,
                header.stored(),
                json,
                whole,
                new Journal.PageRow(header, version, ground));
    }

    /** A version that may be seen, not yet opened. */
    public record Version(String type, String id, long version, Instant stored, Permits permits) {}

    /** What a version may be seen under: a permit on the class it had, and one on the class its resource has now. */
    record Permits(Permit then, Permit now) {}

    /** The versions of one resource that may be seen, newest first. */
    public List<Version> versionsOf(Sights.Located current) {
        return visible(tools.vault().versionsOf(current.row(), MOST_VERSIONS));
    }

    /** The versions of all resources of a type that may be seen, newest first. */
    public List<Version> versions(String type) {
        return visible(tools.vault().versions(patient(), type, MOST_VERSIONS));
    }

    private List<Version> visible(List<PastVersion> all) {
        List<Version> found = new ArrayList<>();
        for (PastVersion past : all) {
            RowHeader header = header(past.sealed());
            Decision then = decide(tools.gate().classOf(past.sealed()), header);
            Decision now = decide(tools.gate().classOf(patient(), past.currentClass()), header);
            if (then instanceof Permit one && now instanceof Permit other) {
                found.add(new Version(
                        header.type(),
                        header.id(),
                        past.sealed().row().version(),
                        header.stored(),
                        new Permits(one, other)));
            }
        }
        found.sort(Comparator.comparing(Version::stored)
                .thenComparing(Version::version)
                .reversed()
                .thenComparing(Version::id));
        return found;
    }

    private Decision decide(DecisionClass dataClass, RowHeader header) {
        return tools.gate().decideRow(standing, Deleted.live(dataClass), header.row());
    }

    /** Opens a version. */
    public Row open(Version version) {
        Sealed sealed = tools.vault()
                .locateVersion(version.type(), version.id(), version.version())
                .map(PastVersion::sealed)
                .orElseThrow(() -> new IllegalStateException("a version that was listed is gone"));
        List<Duty> duties = new ArrayList<>(version.permits().then().duties());
        duties.addAll(version.permits().now().duties());
        return opened(sealed, header(sealed), duties, version.permits().now().ground());
    }
}
