package org.suwen.server.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.suwen.server.web.OwnAddress;
import org.suwen.server.web.PeerAddress;
import org.suwen.server.web.ServerMode;

/**
 * Joins identity by constructor calls. Expects from the wiring: {@link DirectoryDocuments}, {@link AccessJournal},
 * {@link UnitNames}, {@link Clock}, {@link SecureRandom}, and {@link CallerFacts} where there are any; and {@link ServerMode} and {@link PeerAddress} from the web
 * set-up.
 */
@Configuration(proxyBeanMethods = false)
public class IdentitySetup {
    private static final int BCRYPT_STRENGTH = 10;

    /** Staff and its changes. */
    @Bean
    public StaffDirectory staffDirectory(DirectoryDocuments documents, AccessJournal journal, Clock clock) {
        return new StaffDirectory(documents, journal, clock);
    }

    @Bean
    PasswordChecks passwordChecks(SecureRandom random) {
        return new PasswordChecks(BCRYPT_STRENGTH, random, Runtime.getRuntime().availableProcessors());
    }

    /** Accounts of people and machines. */
    @Bean
    public Accounts accounts(
            DirectoryDocuments documents,
            AccessJournal journal,
            PasswordChecks passwords,
            Clock clock,
            SecureRandom random) {
        return new Accounts(
                documents, journal, passwords, PasswordPolicy.standard(), new Accounts.Chance(clock, random));
    }

    /** Sessions and tokens. */
    @Bean
    public Passes passes(DirectoryDocuments documents, AccessJournal journal, Clock clock, SecureRandom random) {
        return new Passes(documents, journal, new Accounts.Chance(clock, random), PassPolicy.standard());
    }

    /** Recognises sessions and tokens. */
    @Bean
    public PassReader passReader(
            DirectoryDocuments documents,
            Passes passes,
            Accounts accounts,
            StaffDirectory staff,
            AccessJournal journal,
            Clock clock,
            ObjectProvider<CallerFacts> facts) {
        return new PassReader(
                documents, passes, accounts, staff, journal, clock, facts.getIfAvailable(() -> CallerFacts.NONE));
    }

    @Bean
    Challenges challenges(DirectoryDocuments documents, SecureRandom random) {
        return new Challenges(documents, random);
    }

    @Bean
    SignIn signIn(
            Accounts accounts,
            StaffDirectory staff,
            Passes passes,
            PasswordChecks passwords,
            Challenges challenges,
            AccessJournal journal,
            Clock clock,
            ObjectProvider<SignInWatch> watch) {
        return new SignIn(
                accounts,
                staff,
                passes,
                passwords,
                challenges,
                journal,
                LockoutPolicy.standard(),
                clock,
                watch.getIfAvailable(() -> SignInWatch.NONE));
    }

    /** The demo's accounts; empty and refusing outside {@code demo}. */
    @Bean
    public DemoAccounts demoAccounts(ServerMode mode) {
        return new DemoAccounts(mode);
    }

    /** A second proof before high-risk operations. */
    @Bean
    public StepUp stepUp(SignIn signIn, PassReader reader) {
        return new StepUp(signIn, reader);
    }

    /** {@code /api/session}. */
    @Bean
    public SessionApi sessionApi(
            SignIn signIn, PassReader reader, Passes passes, PeerAddress peers, UnitNames names, ServerMode mode) {
        return new SessionApi(signIn, reader, passes, peers, names, mode);
    }

    /** {@code /api/demo}. */
    @Bean
    public DemoApi demoApi(
            DemoAccounts demo, Accounts accounts, SignIn signIn, PeerAddress peers, ServerMode mode, Clock clock) {
        return new DemoApi(demo, accounts, signIn, PassPolicy.standard(), peers, mode, clock);
    }

    /** The token endpoint's metadata. */
    @Bean
    public TokenMetadataApi tokenMetadataApi(OwnAddress address) {
        return new TokenMetadataApi(address);
    }

    /** Finds what leavers left behind. */
    @Bean
    public LeaverScan leaverScan(Accounts accounts, StaffDirectory staff, Passes passes, Clock clock) {
        return new LeaverScan(accounts, staff, passes, clock);
    }

    /** Lets handlers take the caller as a parameter. */
    @Bean
    public WebMvcConfigurer callerParameters() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new Callers());
            }
        };
    }
}
