package org.suwen.server.wiring;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.suwen.ledger.postgres.PostgresLedgerReader;
import org.suwen.server.access.Institution;
import org.suwen.server.auditevent.AuditEvents;
import org.suwen.server.explorer.Projection;
import org.suwen.server.explorer.Search;
import org.suwen.server.office.AuditEventApi;
import org.suwen.server.office.EntryLines;
import org.suwen.server.office.Explanations;
import org.suwen.server.office.OfficeApi;
import org.suwen.server.office.OfficeDoor;
import org.suwen.server.office.Overview;
import org.suwen.server.office.Questions;
import org.suwen.server.office.Verification;

/** Joins the office to the ledger as a whole: the explorer's projection, searches, verification. */
@Configuration(proxyBeanMethods = false)
public class ExplorerSetup {

    /** The ledger's account parts in pages that are quick to search. */
    @Bean
    public Projection projection(Suwen suwen) {
        return new Projection(
                suwen.core().ledger(),
                suwen.core().documents(),
                new InstitutionAuditKeys(suwen.core().vault().institution()));
    }

    /** Keeps it up to date without anybody asking. */
    @Bean
    RoundTask projecting(Projection projection) {
        return new RoundTask("explorer", projection::catchUp);
    }

    /** Searches of it. */
    @Bean
    public Search search(Projection projection, Suwen suwen) {
        return new Search(projection, suwen.services().trace());
    }

    /** The office. */
    @Bean
    public OfficeApi officeApi(
            OfficeDoor door, Suwen suwen, Explanations explanations, Search search, Projection projection) {
        var services = suwen.services();
        Institution institution = suwen.core().opening().institution();
        Clock clock = suwen.core().opening().clock();
        var verification = new Verification(
                suwen.core().ledger(),
                () -> new PostgresLedgerReader(suwen.core().opening().source()),
                suwen.core().signer().verifier());
        return new OfficeApi(
                new OfficeApi.Parts(
                        services.trace(),
                        search,
                        projection,
                        new Questions(services.staff(), institution.zone()),
                        new EntryLines(explanations, institution.zone()),
                        explanations,
                        verification,
                        new Overview(search, services.emergencies(), institution, clock)),
                door);
    }

    /** FHIR AuditEvents, read and searched. */
    @Bean
    public AuditEventApi auditEventApi(OfficeDoor door, Suwen suwen, Search search) {
        var services = suwen.services();
        var opening = suwen.core().opening();
        return new AuditEventApi(
                new AuditEventApi.Parts(
                        services.trace(),
                        search,
                        services.gate(),
                        services.asks(),
                        door,
                        opening.institution().zone()),
                new AuditEvents(opening.origin()));
    }
}
