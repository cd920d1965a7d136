package org.suwen.server.wiring;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.suwen.ledger.postgres.PostgresTokenRuns;
import org.suwen.ledger.tokens.TokenMapKeeper;
import org.suwen.ledger.tokens.TokenMaps;
import org.suwen.ledger.tokens.TokenRuns;
import org.suwen.ledger.witness.Policy;
import org.suwen.server.access.Institution;
import org.suwen.server.identity.StepUp;
import org.suwen.server.office.EvidenceApi;
import org.suwen.server.office.EvidencePackages;
import org.suwen.server.office.EvidencePage;
import org.suwen.server.office.Explanations;
import org.suwen.server.office.HoldDesk;
import org.suwen.server.office.OfficeDoor;
import org.suwen.server.portal.AccessList;
import org.suwen.server.portal.AccessListApi;
import org.suwen.server.portal.Feed;
import org.suwen.server.proof.TimeStamps;
import org.suwen.server.proof.TokenMapClock;
import org.suwen.server.proof.WitnessApi;
import org.suwen.server.proof.Witnessing;

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

    /** Which witnesses must agree: the file of {@code suwen.witness-policy}, else nobody. */
    @Bean
    public Policy witnessPolicy(@Value("${suwen.witness-policy:}") String file) throws IOException {
        return Policy.parse(policyText(file), Optional.of(SigningKey.NATIONAL));
    }

    /** Shows each checkpoint to them. */
    @Bean(destroyMethod = "close")
    public Witnessing witnessing(Suwen suwen, Policy policy) {
        return new Witnessing(suwen.core().ledger(), policy, Duration.ofSeconds(1));
    }

    /** What they signed, for anybody. */
    @Bean
    public WitnessApi witnessApi(Witnessing witnessing, Suwen suwen) {
        return new WitnessApi(witnessing, suwen.core().verifiers());
    }

    /** Time stamps of the authority at {@code suwen.timestamp-url}, if any. */
    @Bean
    public TimeStamps timeStamps(@Value("${suwen.timestamp-url:}") String url, SecureRandom random) {
        return new TimeStamps(url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url)), random);
    }

    /** Evidence for disputes and inspectors. */
    @Bean
    public EvidenceApi evidenceApi(
            Suwen suwen,
            Explanations explanations,
            Witnessing witnessing,
            Clock clock,
            TimeStamps timeStamps,
            HoldDesk holds,
            @Value("${suwen.witness-policy:}") String policy)
            throws IOException {
        var services = suwen.services();
        Institution institution = suwen.core().opening().institution();
        var texts = new EvidencePackages.Texts(
                suwen.core().engine().rulebook(),
                Files.readString(RulebookFolder.find().resolve("agreement.yaml")),
                policyText(policy));
        var packages = new EvidencePackages(
                new EvidencePackages.Parts(
                        suwen.core().ledger(),
                        services.trace(),
                        explanations,
                        services.journal(),
                        services.asks(),
                        witnessing,
                        timeStamps,
                        texts),
                new EvidencePage(institution.zone()));
        return new EvidenceApi(
                packages, holds, new OfficeDoor(services.journal(), services.asks(), institution, clock), institution);
    }

    private static String policyText(String file) throws IOException {
        return file.isEmpty() ? "quorum " + Policy.NONE + "\n" : Files.readString(Path.of(file));
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
