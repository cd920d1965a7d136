package org.suwen.server.wiring;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.suwen.server.access.Eraser;
import org.suwen.server.backup.BackupKeeper;
import org.suwen.server.backup.Replay;
import org.suwen.server.erasure.Reach;
import org.suwen.server.health.Alerts;
import org.suwen.server.identity.Accounts;
import org.suwen.server.intake.IdentitySystems;
import org.suwen.server.intake.Rebuilding;
import org.suwen.server.web.ServerMode;

/** Brings a restored database up to date before anything is served, and keeps backups while serving. */
@Configuration(proxyBeanMethods = false)
public class BackupSetup {
    private static final Logger LOG = LoggerFactory.getLogger(BackupSetup.class);

    /** What was replayed at this start; made before the web server listens. */
    public record Replayed(Optional<Replay.Done> done) {}

    /** The replay of a restore. */
    @Bean
    public Replayed replayed(Suwen suwen, Accounts accounts, ObjectProvider<Reach> reaches) {
        var services = suwen.services();
        var core = suwen.core();
        var institution = core.opening().institution();
        var replay = new Replay(
                core.opening().source(),
                core.ledger(),
                new Replay.Parts(
                        new Eraser(core.vault(), services.gate(), services.cards()),
                        services.cards(),
                        new Rebuilding(core.vault(), services.cards(), institution, IdentitySystems.standard()),
                        services.recovery(),
                        services.journal(),
                        services.asks(),
                        reaches.stream().toList(),
                        ids -> accounts.closeAll(ids, "suwen")));
        Optional<Replay.Done> done = replay.run();
        done.ifPresent(each -> LOG.warn("a backup was restored and brought up to date: {}", each));
        return new Replayed(done);
    }

    /**
     * Backups while serving: daily in {@code serve}; elsewhere only where {@code suwen.backup.copies} names folders.
     */
    @Bean(destroyMethod = "close")
    Keeping keeping(
            Environment environment,
            ServerMode mode,
            Folders folders,
            Database database,
            Suwen suwen,
            SecureRandom random,
            Clock clock) {
        String named = environment.getProperty("suwen.backup.copies", "");
        if (named.isEmpty() && mode != ServerMode.SERVE) {
            return new Keeping(Optional.empty(), Optional.empty());
        }
        List<Path> copies = named.isEmpty()
                ? List.of(folders.data().resolveSibling(folders.data().getFileName() + "-backups"))
                : Arrays.stream(named.split(","))
                        .map(String::strip)
                        .map(Path::of)
                        .toList();
        Path keys = Path.of(environment.getProperty(
                "suwen.backup.keys",
                folders.keys()
                        .resolveSibling(folders.keys().getFileName() + "-backups")
                        .toString()));
        var plan = new BackupKeeper.Plan(
                copies,
                environment.getProperty("suwen.backup.least-copies", Integer.class, 2),
                keys,
                environment.getProperty("suwen.backup.every", Duration.class, Duration.ofDays(1)),
                environment.getProperty("suwen.backup.kept", Duration.class, Duration.ofDays(30)));
        var core = suwen.core();
        var scratch = new ScratchRestore(database, core.opening().keys(), core.verifiers(), random, clock);
        var keeper = new BackupKeeper(database.owner(), plan, clock, scratch::prove);
        Runnable due = () -> {
            boolean unused = keeper.makeIfDue();
        };
        int every = environment.getProperty("suwen.rounds-seconds", Integer.class, 60);
        return new Keeping(
                Optional.of(keeper), Optional.of(new Rounds(Map.of("backup", due), Duration.ofSeconds(every))));
    }

    /** A keeper with its rounds, or neither. */
    record Keeping(Optional<BackupKeeper> keeper, Optional<Rounds> rounds) implements AutoCloseable {
        @Override
        public void close() {
            rounds.ifPresent(Rounds::close);
        }
    }

    /** What health says beside up or down. */
    @Bean
    Alerts backupAlerts(Keeping keeping) {
        return () -> keeping.keeper().map(BackupKeeper::alerts).orElse(List.of());
    }
}
