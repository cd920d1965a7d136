package org.suwen.server.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.suwen.server.access.Lookups;
import org.suwen.server.apps.AppSetup.RegisteredApps;
import org.suwen.server.bulk.BulkSetup;
import org.suwen.server.bulk.ExportApi;
import org.suwen.server.erasure.Reach;
import org.suwen.server.fhir.XmlWire;
import org.suwen.server.hospital.HospitalFile;
import org.suwen.server.identity.PassReader;
import org.suwen.server.web.OwnAddress;

/** Joins what belongs to the FHIR interface beside reading and writing. */
@Configuration(proxyBeanMethods = false)
public class FhirSetup {

    /** The apps of the hospital's file. */
    @Bean
    public RegisteredApps registeredApps(HospitalBook hospital) {
        return new RegisteredApps(hospital.file().apps());
    }

    /** Bulk export; {@code suwen.export-minutes} says how long one can be fetched, 60 by default. */
    @Bean
    public BulkSetup bulk(
            Suwen suwen, HospitalBook hospital, Environment environment, PassReader passes, OwnAddress addresses) {
        int minutes = environment.getProperty("suwen.export-minutes", Integer.class, 60);
        Clock clock = suwen.core().opening().clock();
        var bulk = new BulkSetup(
                new BulkSetup.Lent(
                        suwen.core().documents(),
                        suwen.services().sights(),
                        suwen.services().asks(),
                        suwen.services().journal(),
                        clock),
                new BulkSetup.House(
                        hospital.institution().zone(),
                        Duration.ofMinutes(minutes),
                        group -> units(hospital.file(), hospital.institution().code(), group)),
                passes,
                addresses);
        bulk.resume();
        return bulk;
    }

    /** Care units by the id of the Group that stands for them: DEPARTMENT, with all its groups, or DEPARTMENT.GROUP. */
    private static Optional<List<String>> units(HospitalFile file, String institution, Optional<String> group) {
        List<String> keys = new ArrayList<>();
        for (HospitalFile.Named department : file.departments()) {
            String code = department.code();
            boolean whole = group.isEmpty() || group.get().equals(code);
            if (whole) {
                keys.add(Lookups.unitKey(institution, code, ""));
            }
            department.groups().stream()
                    .filter(each -> whole || group.get().equals(code + "." + each.code()))
                    .forEach(each -> keys.add(Lookups.unitKey(institution, code, each.code())));
        }
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys);
    }

    /** An erased patient leaves the exports under way too. */
    @Bean
    public Reach exportReach(BulkSetup bulk) {
        return new Reach("exports", bulk::forget, bulk::standing);
    }

    /** Bulk export over HTTP. */
    @Bean
    public ExportApi exportApi(BulkSetup bulk) {
        return bulk.api();
    }

    /** FHIR in XML, behind the doors. */
    @Bean
    public FilterRegistrationBean<XmlWire> xmlWire() {
        var registration = new FilterRegistrationBean<>(new XmlWire());
        registration.addUrlPatterns("/fhir/*", "/fhir");
        registration.setOrder(0);
        return registration;
    }

    /** Cuts off answers that broke. */
    @Bean
    public FilterRegistrationBean<?> brokenAnswers() {
        return BulkSetup.brokenAnswers();
    }

    /** Exports end by the clock. */
    @Bean(destroyMethod = "close")
    Rounds exportRounds(BulkSetup bulk) {
        return new Rounds(Map.of("ended exports", bulk::sweep), Duration.ofMinutes(1));
    }
}
