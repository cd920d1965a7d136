package org.suwen.server.wiring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.suwen.server.acts.OfficeActsApi;
import org.suwen.server.doors.ChannelFilter;
import org.suwen.server.erasure.Reach;
import org.suwen.server.identity.SignInWatch;

/** The office's registers over HTTP. */
@Configuration(proxyBeanMethods = false)
public class OfficeSetup {

    /** {@code /api/office/acts}. */
    @Bean
    public OfficeActsApi officeActsApi(Suwen suwen) {
        return new OfficeActsApi(
                suwen.services().office().acts(),
                suwen.core().engine().rulebook().reasons());
    }

    /** Looks at sign-ins from unusual places. */
    @Bean
    public SignInWatch signInWatch(Suwen suwen) {
        return suwen.services().office().places();
    }

    /** Diagnoses that wait for a code. */
    @Bean
    public Reach codingQueueOfPatient(Suwen suwen) {
        var coding = suwen.services().office().coding();
        return new Reach(
                "diagnoses that wait for a code",
                coding::forget,
                patient -> coding.of(patient).size());
    }

    /** What registers keep about a patient: what was collected, and how notices were understood. */
    @Bean
    public Reach registersOfPatient(Suwen suwen) {
        var persons = suwen.services().office().persons();
        return new Reach(
                "what was collected, and how notices were understood",
                patient -> persons.stream()
                        .mapToInt(each -> each.forget(patient.toString()))
                        .sum(),
                patient -> persons.stream()
                        .mapToInt(each -> each.about(patient.toString()))
                        .sum());
    }

    /** Where the patient's and the guardians' accounts sign in from. */
    @Bean
    public Reach placesOfPatient(Suwen suwen) {
        var places = suwen.services().office().places();
        return new Reach(
                "regions of sign-ins",
                patient -> places.forget(patient.toString()),
                patient -> places.of(patient.toString()));
    }

    /** Turns away programs that are not registered. */
    @Bean
    public FilterRegistrationBean<ChannelFilter> channelFilter(ObjectProvider<Suwen> suwen) {
        var registration = new FilterRegistrationBean<>(
                new ChannelFilter(() -> suwen.getObject().services().office().clients()));
        registration.addUrlPatterns("/api/*", "/fhir/*");
        return registration;
    }
}
