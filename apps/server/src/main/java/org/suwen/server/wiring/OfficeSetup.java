package org.suwen.server.wiring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.suwen.server.acts.OfficeActsApi;
import org.suwen.server.doors.ChannelFilter;
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

    /** Turns away programs that are not registered. */
    @Bean
    public FilterRegistrationBean<ChannelFilter> channelFilter(ObjectProvider<Suwen> suwen) {
        var registration = new FilterRegistrationBean<>(
                new ChannelFilter(() -> suwen.getObject().services().office().clients()));
        registration.addUrlPatterns("/api/*", "/fhir/*");
        return registration;
    }
}
