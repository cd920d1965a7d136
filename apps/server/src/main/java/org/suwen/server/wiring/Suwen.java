package org.suwen.server.wiring;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.suwen.classification.Elements;
import org.suwen.classification.IdentityTags;
import org.suwen.classification.LabelRules;
import org.suwen.classification.Labeller;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Parameter;
import org.suwen.decision.Rulebook;
import org.suwen.decision.condition.Value;
import org.suwen.decision.consent.Deadlines;
import org.suwen.fhir.Projection;
import org.suwen.formats.labels.LabelRulesFiles;
import org.suwen.ledger.AuditKeys;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.LedgerConfig;
import org.suwen.ledger.LedgerDamagedException;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.Ed25519Signer;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.postgres.PostgresLedgerStore;
import org.suwen.server.access.Actors;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Blocks;
import org.suwen.server.access.Cards;
import org.suwen.server.access.Changes;
import org.suwen.server.access.DutyProjector;
import org.suwen.server.access.Foresight;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Glances;
import org.suwen.server.access.Hearing;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Inventory;
import org.suwen.server.access.Journal;
import org.suwen.server.access.Lookups;
import org.suwen.server.access.PageLinks;
import org.suwen.server.access.Registers;
import org.suwen.server.access.Scopes;
import org.suwen.server.access.Sights;
import org.suwen.server.access.Standings;
import org.suwen.server.access.Watch;
import org.suwen.server.care.Emergencies;
import org.suwen.server.consent.Agreement;
import org.suwen.server.consent.ConsentDesk;
import org.suwen.server.consent.ConsentTasks;
import org.suwen.server.consent.FollowUps;
import org.suwen.server.consent.Offers;
import org.suwen.server.consent.Parties;
import org.suwen.server.identity.AccessJournal;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.StaffDirectory;
import org.suwen.server.intake.CodingQueue;
import org.suwen.server.intake.IdentitySystems;
import org.suwen.server.intake.Intake;
import org.suwen.server.intake.Recovery;
import org.suwen.server.matters.Matters;
import org.suwen.server.trace.Trace;
import org.suwen.vault.KeySource;
import org.suwen.vault.Vault;
import org.suwen.vault.VaultOptions;
import org.suwen.vault.postgres.PostgresVaultStore;

/**
 * The engines and application services of one institution, built by constructor calls and joined to nothing outside.
 *
 * <p>The web server, the cases and the tests all work on one of these.
 */
public final class Suwen implements AutoCloseable {

    /** How long a record stays open after the glass was broken. */
    private static final Duration EMERGENCY = Duration.ofHours(4);

    private static final String ANOMALIES = "anomaly.off-hours-per-night";

    private final Core core;
    private final Services services;
    private final int abandoned;

    /**
     * What a Suwen is opened with.
     *
     * @param source the database
     * @param keys where the root key lies
     * @param institution whose it is
     * @param origin the ledger's name in its checkpoints
     * @param rulebook the rules in force
     * @param clock the time (I10)
     * @param random for keys, nonces and ids (D25)
     * @param labels the rules of labels
     * @param hearing hears of each decision
     * @param checkpoint where the last signed checkpoint is kept, outside the database (D13); nowhere in cases
     * @param place this server among others, and what its operator vouches for
     */
    public record Opening(
            DataSource source,
            KeySource keys,
            Institution institution,
            String origin,
            Rulebook rulebook,
            Clock clock,
            SecureRandom random,
            LabelRules labels,
            Hearing hearing,
            Optional<Path> checkpoint,
            Place place) {
        /** The same opening with the last signed checkpoint kept in {@code file}. */
        public Opening keepingCheckpoint(Path file) {
            return new Opening(
                    source,
                    keys,
                    institution,
                    origin,
                    rulebook,
                    clock,
                    random,
                    labels,
                    hearing,
                    Optional.of(file),
                    place);
        }

        /** The same opening at this place. */
        public Opening at(Place other) {
            return new Opening(
                    source, keys, institution, origin, rulebook, clock, random, labels, hearing, checkpoint, other);
        }

        /** An opening with the rules of labels that the program carries. */
        public static Opening of(
                DataSource source,
                KeySource keys,
                Institution institution,
                Rulebook rulebook,
                Clock clock,
                SecureRandom random) {
            return new Opening(
                    source,
                    keys,
                    institution,
                    institution.code().toLowerCase(java.util.Locale.ROOT) + ".suwen.example/ledger",
                    rulebook,
                    clock,
                    random,
                    LabelRulesFiles.read(RulebookFolder.find().resolve("labels")),
                    Hearing.NONE,
                    Optional.empty(),
                    Place.ALONE);
        }
    }

    /** The engines. */
    public record Core(
            Opening opening,
            Vault vault,
            Glances glances,
            Ledger ledger,
            Ed25519Signer signer,
            List<NoteVerifier> verifiers,
            DecisionEngine engine,
            LabelRules labels,
            DirectoryDocuments documents,
            Optional<Nodes> nodes) {}

    /** The application services. */
    public record Services(
            Asks asks,
            Journal journal,
            AccessJournal accessJournal,
            StaffDirectory staff,
            Registers registers,
            Blocks blocks,
            Actors actors,
            Watch watch,
            Cards cards,
            Foresight foresight,
            Gate gate,
            Sights sights,
            Scopes scopes,
            Lookups lookups,
            Changes changes,
            Intake intake,
            Recovery recovery,
            ConsentDesk consents,
            Parties parties,
            Agreement agreement,
            ConsentTasks consentTasks,
            Emergencies emergencies,
            Trace trace,
            OfficeBook office,
            Matters matters) {}

    private Suwen(Core core, Services services, int abandoned) {
        this.core = core;
        this.services = services;
        this.abandoned = abandoned;
    }

    /** Creates what is missing in the database, opens vault and ledger, settles what a crash left, and is ready. */
    public static Suwen open(Opening opening) {
        Roles.createTablesIfOwner(opening.source());
        Core core = core(opening);
        try {
            Services services = services(core);
            boolean leads = core.ledger().status().leads(); // else another node's writes are under way
            return new Suwen(core, services, leads ? services.recovery().run() : 0);
        } catch (RuntimeException failed) {
            close(core);
            throw failed;
        }
    }

    private static Core core(Opening opening) {
        Vault vault = Vault.open(
                PostgresVaultStore.open(opening.source()),
                opening.keys(),
                new VaultOptions(opening.random(), opening.clock()));
        var glances = new Glances(vault);
        DirectoryDocuments documents = new VaultDocuments(vault, glances);
        Ed25519Signer signer = SigningKey.of(opening.origin(), documents, opening.random());
        List<CheckpointSigner> further =
                SigningKey.further(opening.origin(), documents, opening.random(), opening.clock());
        List<NoteVerifier> verifiers = new ArrayList<>(List.of(signer.verifier()));
        further.forEach(each -> verifiers.add(each.verifier()));
        Optional<Nodes> nodes = opening.place().node().map(own -> Nodes.of(own, documents, vault, opening));
        Ledger ledger = ledger(opening, signer, further, new InstitutionAuditKeys(vault.institution()), nodes);
        nodes.ifPresent(each -> each.open(ledger));
        return new Core(
                opening,
                vault,
                glances,
                ledger,
                signer,
                verifiers,
                new DecisionEngine(opening.rulebook()),
                opening.labels(),
                documents,
                nodes);
    }

    private static Ledger ledger(
            Opening opening,
            Ed25519Signer signer,
            List<CheckpointSigner> further,
            AuditKeys keys,
            Optional<Nodes> nodes) {
        Optional<KeptCheckpoint> kept = opening.checkpoint().map(file -> new KeptCheckpoint(signer, file));
        List<CheckpointSigner> signers = new ArrayList<>();
        signers.add(kept.<CheckpointSigner>map(each -> each).orElse(signer));
        signers.addAll(further);
        LedgerConfig config = LedgerConfig.of(
                        opening.origin(),
                        new PostgresLedgerStore(opening.source()),
                        signers.getFirst(),
                        keys,
                        new LedgerConfig.Rim(opening.clock(), opening.random()))
                .withSigners(signers)
                .withOpening(new LedgerConfig.Opening(
                        false,
                        kept.flatMap(KeptCheckpoint::last),
                        opening.place().clockAccepted()));
        try {
            return Ledger.open(nodes.map(each -> config.withPeers(each.calls())).orElse(config));
        } catch (LedgerDamagedException | InvalidNoteException damaged) {
            var refusal = new IllegalStateException(damaged.getMessage()
                    + "; nothing is served, since a second history would be signed: restore the database with all that"
                    + " was signed, see `Lost tail` in docs/serve.md");
            refusal.addSuppressed(damaged);
            throw refusal;
        }
    }

    private static Services services(Core core) {
        Opening opening = core.opening();
        Institution institution = opening.institution();
        var asks = new Asks(opening.random());
        var blocks = new Blocks(core.documents(), institution, threshold(opening.rulebook(), institution));
        var watch = new Watch(core.documents(), blocks, institution);
        var journal = new Journal(core.ledger(), core.vault(), core.engine(), new Journal.Rim(opening.clock(), watch));
        var accessJournal = new LedgerJournal(journal, asks, institution);
        var staff = new StaffDirectory(core.documents(), accessJournal, opening.clock());
        var registers = new Registers(core.documents());
        var cards = new Cards(core.vault(), core.ledger());
        var actors = new Actors(new Actors.Registered(staff, registers, blocks), institution, core.documents());
        var standings = new Standings(actors, cards, institution, opening.clock());
        var projector = new DutyProjector(new Projection(new Elements(core.labels())));
        var links = new PageLinks(
                new CursorSeal(core.vault().institution()), core.engine().rulebookVersion());
        var foresight = new Foresight(core.vault(), core.glances());
        var parts = new Gate.Parts(foresight, standings, journal, projector, links, institution, opening.hearing());
        var gate = new Gate(core.vault(), core.engine(), parts);
        var changes = new Changes(gate, cards, journal, institution);
        var coding = new CodingQueue(core.documents(), opening.clock());
        var intake = new Intake(
                new Intake.Parts(core.vault(), core.ledger(), gate, cards, journal, new Labeller(core.labels())),
                new IdentityTags(core.labels()),
                new Intake.Rim(institution, asks, opening.clock(), IdentitySystems.standard(), coding));
        Agreement agreement = AgreementFile.read();
        var parties = new Parties(core.documents(), registers);
        var offers = new Offers(agreement, parties, registers, institution);
        var consentTasks = new ConsentTasks(core.documents(), cards, opening.clock());
        var deadlines = new Deadlines(
                agreement.numbers().calendar(),
                institution.zone(),
                agreement.numbers().periods());
        var trace = new Trace(core.ledger(), core.vault()::logKeys, opening.origin());
        var followUps = new FollowUps(deadlines, consentTasks, new Inventory(core.vault()));
        return new Services(
                asks,
                journal,
                accessJournal,
                staff,
                registers,
                blocks,
                actors,
                watch,
                cards,
                foresight,
                gate,
                new Sights(core.vault(), gate, parts),
                new Scopes(core.vault(), gate, standings),
                new Lookups(core.vault(), gate),
                changes,
                intake,
                new Recovery(core.vault(), core.ledger(), journal, core.documents(), asks),
                new ConsentDesk(changes, asks, opening.clock(), new ConsentDesk.Back(offers, followUps)),
                parties,
                agreement,
                consentTasks,
                new Emergencies(
                        new Emergencies.Parts(gate, cards, changes, watch),
                        new Emergencies.Rim(core.documents(), asks, EMERGENCY, opening.clock())),
                trace,
                OfficeBook.of(core, new OfficeBook.Rim(journal, asks, watch, trace, accessJournal, staff, coding)),
                MattersSetup.of(
                        core,
                        new MattersSetup.Joined(asks, blocks, gate, changes, trace, agreement, parties),
                        deadlines));
    }

    private static Blocks.Threshold threshold(Rulebook rulebook, Institution institution) {
        Parameter parameter = rulebook.parameters().get(ANOMALIES);
        if (parameter == null) {
            throw new IllegalStateException("the rulebook has no parameter `" + ANOMALIES + "`");
        }
        return moment -> {
            Value value = parameter.on(moment.atZone(institution.zone()).toLocalDate());
            return value instanceof Value.Whole whole ? whole.value() : 0;
        };
    }

    /** The engines. */
    public Core core() {
        return core;
    }

    /** The application services. */
    public Services services() {
        return services;
    }

    /** How many writes this start found begun and without their data; each has its entry that says so (D16). */
    public int abandoned() {
        return abandoned;
    }

    /** Signs a last checkpoint and gives the ledger back. */
    @Override
    public void close() {
        close(core);
    }

    private static void close(Core core) {
        core.ledger().close();
        core.nodes().ifPresent(Nodes::close);
        core.glances().close();
    }
}
