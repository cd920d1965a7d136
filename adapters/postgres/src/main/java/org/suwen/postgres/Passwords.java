package org.suwen.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/** The password of the server's owner, which never lies in the data folder. */
final class Passwords {
    private static final int RANDOM_BYTES = 24;
    private static final int MAX_LENGTH = 512;
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{12,256}");
    private static final String FILE = "postgres.password";

    private Passwords() {}

    /** Returns a password nobody can guess. */
    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns the password kept in a secrets folder; makes one when the cluster does not exist yet. */
    static String kept(Path secrets, Cluster cluster) throws IOException {
        Files.createDirectories(secrets);
        if (secrets.toRealPath().startsWith(cluster.root())) {
            throw new EmbeddedPostgresException(
                    Code.PASSWORD,
                    "the secrets folder `" + secrets + "` lies inside the data folder; choose one outside it");
        }
        Path file = secrets.resolve(FILE);
        if (Files.exists(file)) {
            return verified(Files.readString(file).strip());
        }
        if (Files.exists(cluster.data())) {
            throw new EmbeddedPostgresException(
                    Code.PASSWORD,
                    "the database in `" + cluster.data() + "` exists, but its password `" + file
                            + "` does not; put the file back or name the right secrets folder");
        }
        String password = random();
        keep(file, password);
        return password;
    }

    private static void keep(Path file, String password) throws IOException {
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, password + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns a password that is fit for use, or refuses it. */
    static String verified(String password) {
        if (password.length() > MAX_LENGTH || !PLAIN.matcher(password).matches()) {
            throw new EmbeddedPostgresException(
                    Code.PASSWORD, "the database password must be 12 to 256 visible ASCII characters without blanks");
        }
        return password;
    }
}
