package org.suwen.server.wiring;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.suwen.server.backup.BackupException;
import org.suwen.server.backup.Backups;
import org.suwen.server.backup.Restore;
import org.suwen.server.command.Arguments;

/** {@code suwen backup DIR} and {@code suwen restore DIR}: copies of a server's data, and back. */
public final class BackupCommands {

    private static final int FAILED = 1;
    private static final int MISUSED = 64;

    private final Arguments arguments;
    private final PrintStream out;
    private final PrintStream err;

    private BackupCommands(Arguments arguments, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.out = out;
        this.err = err;
    }

    /** Runs the command and returns its exit status: 0 done, 1 failed, 64 misused. */
    public static int run(Arguments arguments, PrintStream out, PrintStream err) {
        if (arguments.words().size() != 1) {
            err.println("name the folder of the backups: ./suwen " + arguments.command() + " DIR");
            return MISUSED;
        }
        var commands = new BackupCommands(arguments, out, err);
        return arguments.command().equals("backup") ? commands.backup(Clock.systemUTC()) : commands.restore();
    }

    private int backup(Clock clock) {
        try (OwnerAccess database = OwnerAccess.open(data(), keyFolder(), false)) {
            Backups.Made made = Backups.make(database.connection(), folder(), keys(), clock.instant());
            out.println("data: " + made.data());
            out.println("wrapped keys, to be kept 72 hours at most and apart from the data: " + made.keys());
            out.println("neither opens without the key source; it is in neither");
            return 0;
        } catch (BackupException | IllegalStateException | SQLException failed) {
            err.println("suwen backup: " + failed.getMessage());
            return FAILED;
        }
    }

    private int restore() {
        try (OwnerAccess database = OwnerAccess.open(data(), keyFolder(), true)) {
            Restore.Done done = Restore.run(database.connection(), folder(), keys());
            out.println("restored " + done.backup() + ": " + done.rows() + " rows");
            out.println(done.leftOut() + " rows of patients who were erased, or have no keys here, were left out");
            out.println("the ledger has " + done.entriesSince()
                    + " entries since the backup; the next start brings consent,"
                    + " erasures and accounts up to date by them before it serves");
            return 0;
        } catch (BackupException | IllegalStateException | SQLException failed) {
            err.println("suwen restore: " + failed.getMessage());
            return FAILED;
        }
    }

    private Path folder() {
        return Path.of(arguments.words().getFirst());
    }

    /** Beside the folder of the data's backups unless named. */
    private Path keys() {
        Path folder = folder().toAbsolutePath().normalize();
        return option("keys").orElseGet(() -> folder.resolveSibling(folder.getFileName() + "-keys"));
    }

    private Path data() {
        Path home = Path.of(Optional.ofNullable(System.getenv("SUWEN_HOME")).orElse(".suwen"));
        Path server = home.resolve("server");
        return option("data").orElseGet(() -> Files.isDirectory(server) ? server : home.resolve("demo"));
    }

    private Path keyFolder() {
        Path data = data().toAbsolutePath().normalize();
        return option("key-folder").orElseGet(() -> data.resolveSibling(data.getFileName() + "-keys"));
    }

    private Optional<Path> option(String name) {
        return Optional.ofNullable(arguments.options().get(name)).map(Path::of);
    }
}
