package org.suwen.server.wiring;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.suwen.ledger.postgres.PostgresTokenRuns;
import org.suwen.ledger.tokens.TokenMapKeeper;
import org.suwen.ledger.tokens.TokenMaps;
import org.suwen.ledger.tokens.TokenRuns;
import org.suwen.server.identity.StepUp;
import org.suwen.server.portal.AccessList;
import org.suwen.server.portal.AccessListApi;
import org.suwen.server.portal.Feed;
import org.suwen.server.proof.TokenMapClock;

/** Joins what proves the ledger to people: maps of tokens, lists, packages. */
@Configuration(proxyBeanMethods = false)
public class ProofSetup {

    /** Runs of tokens. */
    @Bean
    public TokenRuns tokenRuns(Suwen suwen) {
        return new PostgresTokenRuns(suwen.core().opening().source());
    }

    /** Maps of tokens. */
    @Bean
    public TokenMaps tokenMaps(Suwen suwen, TokenRuns runs) {
        return new TokenMaps(suwen.core().opening().origin(), runs);
    }

    /** Enters them. */
    @Bean
    public TokenMapKeeper tokenMapKeeper(Suwen suwen, TokenMaps maps, TokenRuns runs) {
        return new TokenMapKeeper(
                suwen.core().ledger(), maps, runs, suwen.services().asks()::newId);
    }

    /** At regular times. */
    @Bean(destroyMethod = "close")
    public TokenMapClock tokenMapClock(TokenMapKeeper keeper, @Value("${suwen.token-map-every:60s}") Duration every) {
        return new TokenMapClock(keeper, every);
    }

    /** A patient's own list of accesses. */
    @Bean
    public AccessListApi accessListApi(Suwen suwen, Feed feed, StepUp stepUp, TokenMapKeeper keeper, TokenMaps maps) {
        var list = new AccessList(new AccessList.Parts(
                suwen.core().ledger(),
                suwen.core().vault()::logKeys,
                suwen.services().trace(),
                feed,
                keeper,
                maps,
                suwen.core().opening().institution().zone()));
        return new AccessListApi(
                list, stepUp, suwen.services().gate(), suwen.services().asks());
    }
}
