package org.suwen.server.wiring;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.suwen.decision.Rulebook;
import org.suwen.formats.catalogue.CatalogueFiles;
import org.suwen.formats.catalogue.ShownFile;
import org.suwen.formats.rulebook.RulebookFiles;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.LedgerStatus;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Inventory;
import org.suwen.server.access.Outages;
import org.suwen.server.care.CareApi;
import org.suwen.server.care.Emergencies;
import org.suwen.server.care.StatementEntries;
import org.suwen.server.care.Worklist;
import org.suwen.server.consent.ConsentActsApi;
import org.suwen.server.consent.ConsentApi;
import org.suwen.server.consent.ConsentTasksApi;
import org.suwen.server.consent.ConsultApi;
import org.suwen.server.consent.Previews;
import org.suwen.server.consent.Receipts;
import org.suwen.server.fhir.Capabilities;
import org.suwen.server.fhir.FhirAnswers;
import org.suwen.server.fhir.FhirApi;
import org.suwen.server.fhir.FhirAsks;
import org.suwen.server.fhir.FhirDoor;
import org.suwen.server.fhir.FhirForesight;
import org.suwen.server.fhir.FhirVerbsApi;
import org.suwen.server.health.Alerts;
import org.suwen.server.health.HealthApi;
import org.suwen.server.identity.AccessJournal;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.CallerFacts;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.PassReader;
import org.suwen.server.identity.Passes;
import org.suwen.server.identity.UnitNames;
import org.suwen.server.matters.MattersApi;
import org.suwen.server.office.BlocksApi;
import org.suwen.server.office.ComplianceApi;
import org.suwen.server.office.DecisionApi;
import org.suwen.server.office.Explanations;
import org.suwen.server.office.OfficeDoor;
import org.suwen.server.office.StatementReviewApi;
import org.suwen.server.portal.Choices;
import org.suwen.server.portal.Feed;
import org.suwen.server.portal.LiveFeed;
import org.suwen.server.portal.Names;
import org.suwen.server.portal.PortalApi;
import org.suwen.server.proof.LedgerApi;
import org.suwen.server.web.ServerMode;
import org.suwen.vault.KeySource;

/** Opens the database and {@link Suwen}, and joins the services to the web. */
@Configuration(proxyBeanMethods = false)
public class ServerSetup {
    private static final Logger LOG = LoggerFactory.getLogger(ServerSetup.class);

    /** The one random source of keys, nonces and ids. */
    @Bean
    public SecureRandom random() {
        return new SecureRandom();
    }

    /** Where this server keeps things. */
    @Bean
    public Folders folders(Environment environment, ServerMode mode) {
        return Folders.of(environment, mode);
    }

    /** The hospital this server is for. */
    @Bean
    public HospitalBook hospital(Environment environment, ServerMode mode) {
        return HospitalBook.of(environment, mode);
    }

    /** The institution's clock. */
    @Bean
    public Clock clock(HospitalBook hospital) {
        return Clock.system(hospital.institution().zone());
    }

    /** Embedded, or the hospital's own by {@code SUWEN_DATABASE_URL}. */
    @Bean(destroyMethod = "close")
    public Database database(Environment environment, Folders folders) {
        String url = Database.url(environment);
        return url.isEmpty()
                ? Database.embedded(folders.data().resolve("postgres"), folders.keys())
                : Database.outside(url);
    }

    /** Engines and services. */
    @Bean(destroyMethod = "close")
    public Suwen suwen(
            Database database,
            Folders folders,
            HospitalBook hospital,
            Clock clock,
            SecureRandom random,
            Environment environment) {
        KeySource keys = KeyFolder.open(folders.keys(), folders.data(), random);
        Path rules = RulebookFolder.find();
        Rulebook rulebook = RulebookFiles.read(rules, hospital.layer());
        Suwen suwen = Suwen.open(
                Suwen.Opening.of(database.dataSource(), keys, hospital.institution(), rulebook, clock, random)
                        .keepingCheckpoint(folders.keys().resolve("ledger.checkpoint"))
                        .at(Place.of(environment)));
        LedgerStatus found = suwen.core().ledger().status();
        LOG.info(
                "the ledger goes on at entry {}, {} of them signed; {} writes had no data and are entered as abandoned",
                found.head().size(),
                found.checkpoint().size(),
                suwen.abandoned());
        return suwen;
    }

    /** For identity. */
    @Bean
    public DirectoryDocuments documents(Suwen suwen) {
        return suwen.core().documents();
    }

    /** For identity. */
    @Bean
    public CallerFacts callerFacts(Suwen suwen) {
        return suwen.services().actors()::restsOn;
    }

    /** For identity. */
    @Bean
    public AccessJournal accessJournal(Suwen suwen) {
        return suwen.services().accessJournal();
    }

    /** Names of departments and groups. */
    @Bean
    public UnitNames unitNames(HospitalBook hospital) {
        return hospital.unitNames();
    }

    /** FHIR, whatever is not plain. */
    @Bean
    public FhirDoor fhirDoor(Suwen suwen, Clock clock) {
        return FhirWiring.door(suwen, clock);
    }

    /** FHIR, all interactions beside the plain ones. */
    @Bean
    public FhirVerbsApi fhirVerbsApi(FhirDoor door) {
        return new FhirVerbsApi(door);
    }

    /** FHIR. */
    @Bean
    public FhirApi fhirApi(Suwen suwen, FhirDoor door) {
        var services = suwen.services();
        return new FhirApi(
                new FhirApi.Parts(services.gate(), services.foresight(), door),
                new FhirAsks(services.asks()),
                new FhirAnswers(Capabilities.json().getBytes(StandardCharsets.UTF_8)));
    }

    /** Locates what FHIR reads ask for while their callers are recognised; before the doors. */
    @Bean
    public FilterRegistrationBean<FhirForesight> fhirForesight(ObjectProvider<Suwen> suwen) {
        var registration = new FilterRegistrationBean<>(
                new FhirForesight(() -> suwen.getObject().services().foresight()));
        registration.addUrlPatterns("/fhir/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** Consent and devices. */
    @Bean
    public ConsentApi consentApi(Suwen suwen, UnitNames names) {
        var services = suwen.services();
        return new ConsentApi(
                services.consents(),
                services.gate(),
                services.asks(),
                new ConsentApi.Words(services.agreement(), services.parties(), names));
    }

    /** Acts of consent. */
    @Bean
    public ConsentActsApi consentActsApi(Suwen suwen, Clock clock) {
        var services = suwen.services();
        var receipts = new Receipts(
                services.agreement(),
                suwen.core().opening().institution(),
                suwen.core().signer());
        return new ConsentActsApi(
                services.consents(),
                services.gate(),
                services.asks(),
                clock,
                new ConsentActsApi.Shown(
                        receipts, new Previews(new Inventory(suwen.core().vault()), services.parties())));
    }

    /** Decisions on consent for others. */
    @Bean
    public ConsultApi consultApi(Suwen suwen, Clock clock) {
        var services = suwen.services();
        return new ConsultApi(services.gate(), services.asks(), services.lookups(), clock);
    }

    /** What patients ask for and what goes wrong. */
    @Bean
    public MattersApi mattersApi(Suwen suwen, Clock clock) {
        var services = suwen.services();
        Institution institution = suwen.core().opening().institution();
        return new MattersApi(
                services.matters(),
                services.gate(),
                services.asks(),
                new OfficeDoor(services.journal(), services.asks(), institution, clock),
                clock);
    }

    /** What consent obliges the office to. */
    @Bean
    public ConsentTasksApi consentTasksApi(Suwen suwen, Clock clock) {
        var services = suwen.services();
        Institution institution = suwen.core().opening().institution();
        return new ConsentTasksApi(
                services.consentTasks(),
                new OfficeDoor(services.journal(), services.asks(), institution, clock),
                clock);
    }

    /** The work list. */
    @Bean
    public Worklist worklist(Suwen suwen, UnitNames names, Clock clock) {
        var services = suwen.services();
        return new Worklist(
                services.lookups(),
                services.gate(),
                services.staff(),
                new Worklist.Rim(suwen.core().opening().institution(), names, services.asks(), clock));
    }

    /** Work list, emergencies, statements. */
    @Bean
    public CareApi careApi(Suwen suwen, Worklist worklist, Passes passes, Clock clock) {
        StatementEntries entries = (caller, statement, reference) -> suwen.services()
                .journal()
                .institutional(EntryType.STATEMENT, suwen.services().asks().newId(), filed(suwen, caller, statement));
        return new CareApi(worklist, suwen.services().emergencies(), entries, passes);
    }

    private static AccountPart filed(Suwen suwen, Caller caller, Emergencies.Statement statement) {
        Institution institution = suwen.core().opening().institution();
        var who = org.suwen.ledger.part.Caller.of(
                caller.accountId(), caller.role().name(), institution.code(), caller.address());
        return statement("statement.file", statement.filedAt().orElseThrow(), who, statement);
    }

    private static AccountPart statement(
            String operation, Instant at, org.suwen.ledger.part.Caller who, Emergencies.Statement statement) {
        return AccountPart.of(
                at,
                who,
                new Act(operation, "EMERGENCY", new byte[0], statement.id()),
                Verdict.of(Outcome.DONE),
                Optional.of(java.util.UUID.fromString(statement.patient())));
    }

    /** What is due by the clock; {@code suwen.rounds-seconds} says how often it is looked for, 60 by default. */
    @Bean(destroyMethod = "close")
    Rounds rounds(Suwen suwen, Passes passes, Clock clock, Environment environment, List<RoundTask> further) {
        var services = suwen.services();
        var system = org.suwen.ledger.part.Caller.of("suwen", "SYSTEM", "", "");
        Runnable escalate = () -> {
            var unused = services.emergencies()
                    .escalate(overdue -> services.journal()
                            .institutional(
                                    EntryType.STATEMENT,
                                    services.asks().newId(),
                                    statement("statement.overdue", clock.instant(), system, overdue)));
        };
        int every = environment.getProperty("suwen.rounds-seconds", Integer.class, 60);
        Map<String, Runnable> tasks = new LinkedHashMap<>();
        tasks.put("overdue statements", escalate);
        tasks.put("ended sessions", passes::sweep);
        tasks.put("office registers", services.office().round());
        further.forEach(each -> tasks.put(each.name(), each.work()));
        return new Rounds(Nodes.whereLeading(suwen, tasks), Duration.ofSeconds(every));
    }

    /** The patient's feed in words. */
    @Bean
    public Feed feed(Suwen suwen, HospitalBook hospital) {
        var services = suwen.services();
        return new Feed(
                services.trace(),
                services.staff(),
                services.registers(),
                new Feed.Words(
                        suwen.core().engine().rulebook().reasons(),
                        new Names(
                                suwen.core().opening().institution().code(),
                                hospital.file().institutions(),
                                hospital.unitNames()),
                        new Choices(services.agreement(), services.parties()),
                        services.parties()));
    }

    /** The feed, live. */
    @Bean
    public PortalApi portalApi(Suwen suwen, Feed feed, PassReader reader) {
        var live = new LiveFeed(feed, suwen.services().trace(), reader::stillOpen);
        suwen.core().ledger().onAppended(live::onAppended);
        return new PortalApi(
                feed, live, suwen.services().gate(), suwen.services().asks());
    }

    /** Why decisions came out as they did. */
    @Bean
    public Explanations explanations(Suwen suwen) {
        var services = suwen.services();
        return new Explanations(
                suwen.core().ledger(), suwen.core().engine().rulebook(), services.staff(), services.registers());
    }

    /** One decision. */
    @Bean
    public DecisionApi decisionApi(Suwen suwen, Explanations explanations) {
        return new DecisionApi(suwen.services().trace(), explanations);
    }

    /** The office's door. */
    @Bean
    public OfficeDoor officeDoor(Suwen suwen, Clock clock) {
        var services = suwen.services();
        return new OfficeDoor(
                services.journal(), services.asks(), suwen.core().opening().institution(), clock);
    }

    /** Blocked accounts. */
    @Bean
    public BlocksApi blocksApi(OfficeDoor door, Suwen suwen, Clock clock) {
        var services = suwen.services();
        return new BlocksApi(door, services.blocks(), services.watch(), services.staff(), clock);
    }

    /** Emergency access as the office sees it. */
    @Bean
    public StatementReviewApi statementReviewApi(OfficeDoor door, Suwen suwen, Explanations explanations, Clock clock) {
        return new StatementReviewApi(door, suwen.services().emergencies(), explanations, clock);
    }

    /** Which rules of the catalogue are carried out. */
    @Bean
    public ComplianceApi complianceApi() {
        Path rules = RulebookFolder.find();
        return new ComplianceApi(
                CatalogueFiles.read(rules.resolve("catalogue")), ShownFile.read(rules.resolve("compliance.yaml")));
    }

    /** The ledger's public face. */
    @Bean
    public LedgerApi ledgerApi(Suwen suwen, ServerMode mode) {
        return new LedgerApi(
                suwen.core().ledger(), suwen.core().signer().verifier().toString(), mode != ServerMode.SERVE);
    }

    /** Whether the server can do its work. */
    @Bean
    public HealthApi healthApi(Database database, Suwen suwen, ObjectProvider<Alerts> alerts) {
        return new HealthApi(
                new HealthCheck(database, suwen),
                () -> alerts.stream().flatMap(each -> each.now().stream()).toList());
    }

    /** What is answered while ledger or database can't be used. */
    @Bean
    public Outages outages() {
        return new Outages();
    }
}
