package org.suwen.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.formats.rulebook.RulebookFiles;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Institution;
import org.suwen.server.explorer.Door;
import org.suwen.server.explorer.Line;
import org.suwen.server.explorer.Projection;
import org.suwen.server.explorer.Query;
import org.suwen.server.explorer.Search;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.vault.FileKeySource;

/** The explorer finds just what a look at every entry of the log finds, however far its projection is. */
class ExplorerTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int ENTRIES = 8_700;
    private static final EntryType[] TYPES = {EntryType.READ, EntryType.SEARCH, EntryType.DENIAL, EntryType.SIGN_IN};
    private static final String[] OPERATIONS = {"fhir.read", "fhir.everything", "feed.view", "sign-in", "recovery"};

    @TempDir
    private static Path folder;

    private static Database database;
    private static Suwen suwen;
    private static List<Line> all;

    @BeforeAll
    static void fill() throws Exception {
        database = Database.temporary();
        var random = new SecureRandom();
        Path keys = Files.createDirectory(folder.resolve("keys"));
        Path data = Files.createDirectory(folder.resolve("data"));
        var source =
                FileKeySource.create(keys.resolve("root.key"), data, "the passphrase of a test".toCharArray(), random);
        var institution = new Institution("H1", "一院", "H1", ZoneId.of("Asia/Shanghai"), List.of());
        var rulebook = RulebookFiles.read(RulebookFolder.find(), List.of());
        suwen = Suwen.open(Suwen.Opening.of(
                database.dataSource(), source, institution, rulebook, Clock.fixed(START, ZoneOffset.UTC), random));
        append(0, ENTRIES / 2);
        var unused = suwen.core().vault().institution().startAuditKey();
        append(ENTRIES / 2, ENTRIES);
        all = everything();
        assertThat(all).hasSizeGreaterThanOrEqualTo(ENTRIES);
    }

    @AfterAll
    static void stop() {
        suwen.close();
        database.close();
    }

    private static void append(int from, int to) {
        try (var workers = Executors.newFixedThreadPool(48)) {
            for (int number = from; number < to; number++) {
                int each = number;
                var unused = workers.submit(() ->
                        suwen.services().journal().institutional(TYPES[each % 4], new UUID(1, each), account(each)));
            }
        }
    }

    /** Facts that repeat in different steps; the clock goes back now and then. */
    private static AccountPart account(int number) {
        var caller = new Caller(
                "person-" + number % 97,
                "DOCTOR",
                number % 11 == 0 ? "person-5" : "",
                "H1",
                "10.0.0." + number % 13,
                "");
        String purpose = number % 3 == 0 ? "RESEARCH" : "TREATMENT";
        Outcome outcome = TYPES[number % 4] == EntryType.DENIAL ? Outcome.DENY : Outcome.PERMIT;
        List<String> rules = number % 17 == 0 ? List.of("DOC-43.disease", "ACC-01") : List.of("ACC-01");
        var verdict =
                new Verdict(outcome, "OWN_GROUP", outcome == Outcome.DENY ? List.of("NO_STUDY") : List.of(), rules, "");
        Instant at = START.plusSeconds(number % 500 == 0 ? 0 : number);
        return AccountPart.of(
                at,
                caller,
                Act.of(OPERATIONS[number % 5], purpose),
                verdict,
                number % 2 == 0 ? Optional.empty() : Optional.of(patient(number % 211)));
    }

    private static UUID patient(int number) {
        return new UUID(0x4000L, 0x8000000000000000L | number);
    }

    private static List<Line> everything() {
        var ledger = suwen.core().ledger();
        List<Line> lines = new ArrayList<>();
        long size = ledger.status().head().size();
        for (long index = 0; index < size; index += 1_000) {
            for (var entry : ledger.entriesFrom(index, 1_000)) {
                lines.add(new Line(lines.size(), entry.type(), AccountPart.decode(ledger.openAccount(entry))));
            }
        }
        return lines;
    }

    private static Projection projection() {
        return new Projection(
                suwen.core().ledger(),
                suwen.core().documents(),
                new InstitutionAuditKeys(suwen.core().vault().institution()));
    }

    private static Query.What what(Optional<Outcome> outcome, Optional<Door> door, Optional<String> rule) {
        return new Query.What(Optional.empty(), outcome, door, Optional.empty(), rule, Optional.empty());
    }

    private static Query asked(int person, int patient, Query.What what, Query.When when) {
        return new Query(
                person < 0 ? Optional.empty() : Optional.of(Set.of("person-" + person)),
                patient < 0 ? Optional.empty() : Optional.of(patient(patient).toString()),
                Set.of(),
                what,
                when,
                Optional.empty());
    }

    private static List<Query> questions() {
        var anything = what(Optional.empty(), Optional.empty(), Optional.empty());
        var day = new Query.When(START.plusSeconds(4_000), START.plusSeconds(4_100));
        List<Query> questions = new ArrayList<>();
        for (Query.When when : List.of(Query.When.EVER, day)) {
            for (int person : new int[] {-1, 5, 60, 96, 97}) {
                for (int patient : new int[] {-1, 3, 210, 211}) {
                    questions.add(asked(person, patient, anything, when));
                }
                questions.add(
                        asked(person, -1, what(Optional.of(Outcome.DENY), Optional.empty(), Optional.empty()), when));
                questions.add(
                        asked(person, -1, what(Optional.empty(), Optional.of(Door.PATIENT), Optional.empty()), when));
                questions.add(asked(person, -1, what(Optional.empty(), Optional.empty(), Optional.of("DOC-43")), when));
            }
            questions.add(Query.ALL.during(when).labelled("SPECIAL_DISEASE"));
            questions.add(Query.ALL.during(when).ofTypes(Set.of(EntryType.SIGN_IN, EntryType.DENIAL)));
        }
        return questions;
    }

    /** The same question asked of the plain account parts, written down once more in another way. */
    private static boolean wants(Query query, Line line) {
        AccountPart account = line.account();
        var what = query.what();
        boolean person = query.people().isEmpty()
                || query.people().get().contains(account.caller().actor())
                || query.people().get().contains(account.caller().onBehalfOf());
        boolean patient = query.patient().isEmpty()
                || account.patient().map(UUID::toString).equals(query.patient());
        boolean time = !account.at().isBefore(query.when().from())
                && account.at().isBefore(query.when().until());
        boolean type = query.types().isEmpty() || query.types().contains(line.type());
        boolean end = what.outcome().isEmpty()
                || what.outcome().get() == account.verdict().outcome();
        boolean door = what.door().isEmpty()
                || what.door().get() == Door.of(account.act().operation());
        boolean rule = what.rule().isEmpty()
                || account.verdict().rules().stream()
                        .anyMatch(each -> each.startsWith(what.rule().get()));
        boolean label = query.label().isEmpty() || account.verdict().rules().contains("DOC-43.disease");
        return person && patient && time && type && end && door && rule && label;
    }

    private static void findsTheSame(Projection projection) {
        var search = new Search(projection, suwen.services().trace());
        int found = 0;
        for (Query query : questions()) {
            List<Long> wanted = all.reversed().stream()
                    .filter(line -> wants(query, line))
                    .map(Line::index)
                    .toList();
            assertThat(walked(search, query)).as("%s", query).isEqualTo(wanted);
            found += wanted.size();
        }
        assertThat(found).isGreaterThan(15_000);
    }

    private static List<Long> walked(Search search, Query query) {
        List<Long> indexes = new ArrayList<>();
        Optional<Long> next = Optional.of(Long.MAX_VALUE);
        while (next.isPresent()) {
            Search.Found found = search.find(query, next.get(), 701);
            found.lines().forEach(line -> indexes.add(line.index()));
            next = found.next();
        }
        return indexes;
    }

    @Test
    void aSearchFindsWhatALookAtEveryEntryFinds() {
        findsTheSame(projection());
        assertThat(projection().projected()).isEqualTo(all.size() / 128 * 128L);
    }

    @Test
    void pagesThatAreGoneAreReadFromTheLog() {
        Projection projection = projection();
        projection.catchUp();
        for (String lost : List.of("page:0", "page:40", "page:67", "chapter:0")) {
            suwen.core().documents().delete(new DocumentKey("explorer", lost));
        }
        findsTheSame(projection());
        assertThat(projection().rebuild()).isEqualTo(all.size() / 128 * 128L);
        findsTheSame(projection());
    }

    @Test
    void eachWantedEntryIsHandedOutOnceAndInOrder() {
        List<Long> handed = new ArrayList<>();
        new Search(projection(), suwen.services().trace()).all(Query.ALL, line -> handed.add(line.index()));
        assertThat(handed).hasSize(all.size()).isSorted().doesNotHaveDuplicates();
    }
}
