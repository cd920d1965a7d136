package org.suwen.server.wiring;

import java.time.Clock;
import org.suwen.server.fhir.FhirAsks;
import org.suwen.server.fhir.FhirDoor;
import org.suwen.server.fhir.Histories;
import org.suwen.server.fhir.Operations;
import org.suwen.server.fhir.SearchLinks;
import org.suwen.server.fhir.Searching;
import org.suwen.server.fhir.Submissions;
import org.suwen.server.fhir.Writing;

/** Joins the parts of the FHIR interface. */
final class FhirWiring {

    private FhirWiring() {}

    static FhirDoor door(Suwen suwen, Clock clock) {
        Suwen.Services services = suwen.services();
        Suwen.Core core = suwen.core();
        var asks = new FhirAsks(services.asks());
        var links = new SearchLinks(
                new CursorSeal(core.vault().institution()), core.engine().rulebookVersion());
        var searching = new Searching(
                services.scopes(),
                services.sights(),
                asks,
                links,
                new Searching.Rim(core.opening().institution().zone(), clock));
        var writing = new Writing(services.gate(), services.intake(), searching, asks);
        return new FhirDoor(
                services.gate(),
                asks,
                new FhirDoor.Parts(
                        searching,
                        new Histories(services.gate(), services.sights(), asks, links),
                        writing,
                        new Submissions(services.intake(), writing, asks),
                        new Operations(services.gate(), services.sights(), asks, clock)));
    }
}
