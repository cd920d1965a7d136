package org.suwen.server.bulk;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Journal;
import org.suwen.server.access.Sights;
import org.suwen.server.fhir.FhirAsks;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.PassReader;
import org.suwen.server.web.OwnAddress;
import org.suwen.vault.PatientId;

/** Joins the parts of bulk export. */
public final class BulkSetup {
    private final ExportShelf shelf;
    private final Exports exports;
    private final ExportApi api;

    /** What the server lends. */
    public record Lent(DirectoryDocuments documents, Sights sights, Asks asks, Journal journal, Clock clock) {}

    /** What is the hospital's: its zone, how long exports live, its care units. */
    public record House(ZoneId zone, Duration life, Exports.CareUnits units) {}

    /** Bulk export over what the server lends. */
    public BulkSetup(Lent lent, House house, PassReader passes, OwnAddress addresses) {
        this.shelf = new ExportShelf(lent.documents());
        this.exports = new Exports(new Exports.Parts(
                shelf, lent.sights(), lent.asks(), lent.journal(), house.units(), lent.clock(), house.life()));
        this.api = new ExportApi(
                exports,
                new ExportFile(shelf, lent.sights(), lent.asks(), new ExportFile.Rim(house.zone(), passes)),
                new FhirAsks(lent.asks()),
                addresses);
    }

    /** The HTTP interface. */
    public ExportApi api() {
        return api;
    }

    /** Takes an erased patient out of all exports; gives in how many places he stood. */
    public int forget(PatientId patient) {
        return shelf.forget(patient.toString());
    }

    /** In how many places of exports a patient stands. */
    public int standing(PatientId patient) {
        return shelf.standing(patient.toString());
    }

    /** Goes on with what a stop interrupted. */
    public void resume() {
        exports.resume();
    }

    /** Removes what has come to its end. */
    public void sweep() {
        exports.sweep();
    }

    /** Cuts the connection of a file that broke off. */
    public static FilterRegistrationBean<?> brokenAnswers() {
        var registration = new FilterRegistrationBean<>(new BrokenAnswers());
        registration.addUrlPatterns("/fhir/bulk/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return registration;
    }
}
