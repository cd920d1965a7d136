package org.suwen.server.wiring;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.suwen.server.access.Institution;
import org.suwen.server.explorer.Search;
import org.suwen.server.office.OfficeDoor;
import org.suwen.server.office.ReviewApi;
import org.suwen.server.review.Report;
import org.suwen.server.review.Reviews;

/** Joins reviews and reports to the office and the clock. */
@Configuration(proxyBeanMethods = false)
public class ReviewSetup {

    /** Monthly reviews. */
    @Bean
    public Reviews reviews(Suwen suwen, Search search) {
        var opening = suwen.core().opening();
        return new Reviews(
                search,
                suwen.core().documents(),
                suwen.services().watch(),
                new Reviews.Rim(opening.clock(), opening.institution().zone()));
    }

    /** Late ones are told of. */
    @Bean
    RoundTask reviewing(Reviews reviews) {
        return new RoundTask("reviews", reviews::remind);
    }

    /** Over HTTP, with the reports. */
    @Bean
    public ReviewApi reviewApi(Reviews reviews, Suwen suwen, Search search, OfficeDoor door, Clock clock) {
        var opening = suwen.core().opening();
        Institution institution = opening.institution();
        var report = new Report(
                search,
                suwen.services().emergencies(),
                new Report.Rim(institution.zh(), opening.origin(), institution.zone(), clock));
        return new ReviewApi(reviews, report, door, clock);
    }
}
