package org.suwen.server.hospital;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.suwen.server.identity.Account.StaffHolder;
import org.suwen.server.identity.Accounts;

/**
 * The first start of a configured server: what {@code hospital.yaml} says is entered, and named accounts are opened for
 * those marked {@code account: true}. No account exists that the hospital did not name (ACC-07, D24).
 *
 * <p>Their first passwords and one-time-code secrets go to one file in the key folder, readable by its owner alone, to be
 * handed out and deleted.
 */
public final class FirstAccounts {

    private static final String FILE = "first-accounts.txt";

    private final Roll roll;
    private final HospitalFile file;
    private final Accounts accounts;
    private final Path keys;
    private final SecureRandom random;

    /** First accounts by {@code file}; their secrets go to the folder {@code keys}. */
    public FirstAccounts(Roll roll, HospitalFile file, Accounts accounts, Path keys, SecureRandom random) {
        this.roll = roll;
        this.file = file;
        this.accounts = accounts;
        this.keys = keys;
        this.random = random;
    }

    /** Enters what is new in the file; opens accounts when there are none at all. */
    public void open(Clock clock, PrintStream out) {
        roll.enter(file, clock.instant());
        if (!accounts.all().isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (HospitalFile.Employee each : file.staff(clock.instant())) {
            if (each.account()) {
                lines.add(account(each.member().id()));
            }
        }
        write(lines);
        out.println(lines.size() + " accounts were opened; hand out what `" + FILE
                + "` in the key folder says, then delete that file");
    }

    private String account(String id) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        String password = "Sw9-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "a";
        Accounts.Opened opened = accounts.open(id, password, new StaffHolder(id));
        return id + "\t" + password + "\t" + opened.totpSecret();
    }

    private void write(List<String> lines) {
        try {
            Path target = keys.resolve(FILE);
            Files.deleteIfExists(target);
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(target, lines);
        } catch (IOException failed) {
            throw new UncheckedIOException("the first accounts can't be written to the key folder", failed);
        }
    }
}
