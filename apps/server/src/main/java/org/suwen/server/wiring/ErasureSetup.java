package org.suwen.server.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.suwen.decision.Text;
import org.suwen.server.access.Eraser;
import org.suwen.server.access.Institution;
import org.suwen.server.access.RetentionFacts;
import org.suwen.server.erasure.CertificatePackages;
import org.suwen.server.erasure.Certificates;
import org.suwen.server.erasure.ErasureApi;
import org.suwen.server.erasure.Erasures;
import org.suwen.server.erasure.Holds;
import org.suwen.server.erasure.Reach;
import org.suwen.server.erasure.RetentionLock;
import org.suwen.server.identity.Accounts;
import org.suwen.server.matters.Matters;
import org.suwen.server.office.OfficeDoor;
import org.suwen.server.proof.Covering;
import org.suwen.server.proof.Witnessing;
import org.suwen.server.web.ServerMode;

/** Joins erasing to what it reaches. Further locks and further places are beans of {@link Holds} and {@link Reach}. */
@Configuration(proxyBeanMethods = false)
public class ErasureSetup {

    /** The retention table as a lock. */
    @Bean
    public RetentionLock retentionLock(Suwen suwen) {
        return retention(suwen);
    }

    static RetentionLock retention(Suwen suwen) {
        var services = suwen.services();
        Institution institution = suwen.core().opening().institution();
        var facts = new RetentionFacts(suwen.core().vault(), services.gate(), institution.zone());
        return new RetentionLock(suwen.core().engine().rulebook(), facts::of);
    }

    /** What a dispute preserves. */
    @Bean
    public Holds disputeHold(Suwen suwen) {
        return dispute(suwen);
    }

    private static Holds dispute(Suwen suwen) {
        var cards = suwen.services().cards();
        return (patient, day) -> Matters.held(cards.current(patient).card())
                ? List.of(new Holds.Lock(
                        "DISPUTE_HOLD",
                        "AGR-53",
                        Optional.empty(),
                        new Text("争议期间数据保全，不得销毁", "a dispute runs and its data are preserved")))
                : List.of();
    }

    /** Erasures under all locks, in the vault alone: for who has no accounts and no files beside it, such as cases. */
    public static Erasures inVault(Suwen suwen, Clock clock) {
        return erasures(
                suwen,
                clock,
                new Rest(List.of(retention(suwen), dispute(suwen)), List.of(), List.of(), ServerMode.TEST));
    }

    /** What patients asked for. */
    @Bean
    public Reach mattersOfPatient(Suwen suwen) {
        var matters = suwen.services().matters();
        return new Reach(
                "requests, complaints and disputes of the patient",
                matters::forget,
                patient -> matters.of(patient).size());
    }

    /** A patient's accounts. */
    @Bean
    public Reach patientAccounts(Accounts accounts) {
        return new Reach(
                "accounts of the patient and guardians' access",
                patient -> accounts.forgetPatient(patient.toString(), "suwen"),
                patient -> accounts.ofPatient(patient.toString()).size());
    }

    /** Statements about emergencies. */
    @Bean
    public Reach emergencyStatements(Suwen suwen) {
        var emergencies = suwen.services().emergencies();
        return new Reach(
                "statements on emergency access",
                emergencies::forget,
                patient -> emergencies.of(patient).size());
    }

    /** What consent obliges to. */
    @Bean
    public Reach consentTasksOfPatient(Suwen suwen) {
        var tasks = suwen.services().consentTasks();
        return new Reach(
                "tasks from acts of consent",
                tasks::forget,
                patient -> tasks.stored(patient).size());
    }

    /** Erasures. */
    @Bean
    public Erasures erasures(
            Suwen suwen,
            Clock clock,
            ServerMode mode,
            ObjectProvider<Holds> holds,
            ObjectProvider<Reach> reaches,
            @Value("${suwen.external-copies:HIS, PACS, paper}") List<String> external) {
        return erasures(
                suwen, clock, new Rest(holds.stream().toList(), reaches.stream().toList(), external, mode));
    }

    /** What else an erasure needs. */
    record Rest(List<Holds> holds, List<Reach> reaches, List<String> external, ServerMode mode) {}

    static Erasures erasures(Suwen suwen, Clock clock, Rest rest) {
        var services = suwen.services();
        Institution institution = suwen.core().opening().institution();
        var certificates = new Certificates(
                services.journal(),
                services.asks(),
                new Certificates.Rim(institution, suwen.core().signer(), clock, rest.external()));
        return new Erasures(
                new Eraser(suwen.core().vault(), services.gate(), services.cards()),
                suwen.core().documents(),
                new Erasures.Parts(
                        services.journal(),
                        services.asks(),
                        institution,
                        clock,
                        Holds.all(rest.holds()),
                        rest.reaches(),
                        rest.mode() != ServerMode.SERVE),
                certificates);
    }

    /** Finishes erasures that a crash or an unreachable key source cut off. */
    @Bean(destroyMethod = "close")
    Rounds erasureRounds(Suwen suwen, Erasures erasures, @Value("${suwen.rounds-seconds:60}") int every) {
        Runnable finish = () -> {
            int unused = erasures.finish();
        };
        return new Rounds(Nodes.whereLeading(suwen, Map.of("unfinished erasures", finish)), Duration.ofSeconds(every));
    }

    /** Over HTTP. */
    @Bean
    public ErasureApi erasureApi(Erasures erasures, Suwen suwen, Witnessing witnessing, OfficeDoor door) {
        var ledger = suwen.core().ledger();
        return new ErasureApi(erasures, new CertificatePackages(ledger, new Covering(ledger, witnessing)::of), door);
    }
}
