package org.suwen.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Makes the backup that is due, proves it, copies it to the other places, removes what is too old, and says what is missing
 * (STO-29 to STO-32).
 */
public final class BackupKeeper {

    private final DataSource source;
    private final Plan plan;
    private final Clock clock;
    private final Function<Backups.Made, Proof> prove;
    private volatile Optional<String> failure = Optional.empty();

    /**
     * What is to be kept.
     *
     * @param copies folders for data, the first one written to; on other disks and at other places
     * @param least how many copies there have to be
     * @param keys folder for wrapped keys, apart from the data
     * @param every how often
     * @param kept how long backups of data are kept
     */
    public record Plan(List<Path> copies, int least, Path keys, Duration every, Duration kept) {
        /** Copies the list. */
        public Plan {
            copies = List.copyOf(copies);
        }
    }

    /** Backups of {@code source} by {@code plan}; {@code prove} restores one into a scratch database and reads it. */
    public BackupKeeper(DataSource source, Plan plan, Clock clock, Function<Backups.Made, Proof> prove) {
        this.source = source;
        this.plan = plan;
        this.clock = clock;
        this.prove = prove;
    }

    /** Makes a backup when the last one is as old as the plan allows; says whether it did. */
    public synchronized boolean makeIfDue() {
        Instant now = clock.instant();
        Path first = plan.copies().getFirst();
        boolean due = Backups.newestData(first)
                .map(last -> !now.isBefore(last.plus(plan.every())))
                .orElse(true);
        if (due) {
            make(now);
        }
        return due;
    }

    private void make(Instant now) {
        try (Connection connection = source.getConnection()) {
            Backups.Made made = Backups.make(connection, plan.copies().getFirst(), plan.keys(), now);
            prove.apply(made).keep(made.data());
            for (Path other : plan.copies().subList(1, plan.copies().size())) {
                copy(made.data(), other);
            }
            plan.copies().forEach(each -> Backups.prune(each, plan.keys(), now, plan.kept()));
            failure = Optional.empty();
        } catch (SQLException | IOException | BackupException failed) {
            failure = Optional.of(String.valueOf(failed.getMessage()));
            throw new BackupException("the backup that was due could not be made: " + failed.getMessage(), failed);
        }
    }

    /** Under a draft's name until it is whole, as the first copy was. */
    private static void copy(Path folder, Path to) throws IOException {
        Files.createDirectories(to);
        Path draft = to.resolve(folder.getFileName() + ".part");
        Files.createDirectories(draft);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.copy(each, draft.resolve(each.getFileName()));
            }
        }
        Files.move(draft, to.resolve(folder.getFileName()));
    }

    /** What is wrong with the backups: codes for health, none when all is well. */
    public List<String> alerts() {
        List<String> alerts = new ArrayList<>();
        Instant now = clock.instant();
        long young = plan.copies().stream()
                .filter(each -> Backups.newestData(each)
                        .filter(at -> now.isBefore(
                                at.plus(plan.every()).plus(plan.every().dividedBy(4))))
                        .isPresent())
                .count();
        if (young == 0) {
            alerts.add("BACKUP_MISSING");
        } else if (young < plan.least()) {
            alerts.add("BACKUP_COPIES");
        }
        boolean unproven = Backups.newest(plan.copies().getFirst(), Part.DATA)
                .filter(folder -> Proof.of(folder).isEmpty())
                .isPresent();
        if (unproven) {
            alerts.add("BACKUP_UNPROVEN");
        }
        failure.ifPresent(why -> alerts.add("BACKUP_FAILED"));
        return alerts;
    }
}
