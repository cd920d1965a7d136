package org.suwen.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/**
 * Whom the server runs as. PostgreSQL refuses root, so root has to become somebody else first.
 *
 * <ul>
 *   <li>Not root: oneself.
 *   <li>Root, and the cluster belongs to another user: that user, by {@code setpriv}.
 *   <li>Root otherwise: {@code unshare --user}, in which root's files stay root's while the process sees itself as
 *       nobody; where the kernel or a container forbids that, {@code postgres} or {@code nobody} by {@code setpriv},
 *       and the cluster is given to that user.
 * </ul>
 *
 * @param prefix the command to put before a program
 * @param owner who must own the cluster, when that isn't us
 */
record Account(List<String> prefix, Optional<Owner> owner) {
    private static final List<String> NAMESPACE = List.of("unshare", "--user", "--");
    private static final List<String> CANDIDATES = List.of("postgres", "nobody");
    private static final Path USERS = Path.of("/etc/passwd");

    /** A user and group by number. */
    record Owner(int uid, int gid) {}

    Account {
        prefix = List.copyOf(prefix);
    }

    /** Chooses the account for a cluster, which need not exist yet. */
    static Account of(Path cluster, Binaries binaries) throws IOException {
        return of(cluster, binaries, true);
    }

    static Account of(Path cluster, Binaries binaries, boolean namespaces) throws IOException {
        if (!weAreRoot()) {
            return new Account(List.of(), Optional.empty());
        }
        List<Account> candidates = new ArrayList<>();
        boolean exists = Files.isDirectory(cluster, LinkOption.NOFOLLOW_LINKS);
        if (exists && Folders.uid(cluster) != 0) {
            candidates.add(user(new Owner(Folders.uid(cluster), Folders.gid(cluster))));
        } else {
            if (namespaces) {
                candidates.add(new Account(NAMESPACE, Optional.empty()));
            }
            known().forEach(owner -> candidates.add(user(owner)));
        }
        for (Account candidate : candidates) {
            if (candidate.canRun(binaries)) {
                return candidate;
            }
        }
        throw new EmbeddedPostgresException(
                Code.ROOT,
                "PostgreSQL refuses to run as root, and neither `unshare --user` nor `setpriv` as the folder's owner, "
                        + "`postgres` or `nobody` can run `" + binaries.home()
                        + "`; start Suwen as another user, or put the data folder where those users may enter");
    }

    static boolean weAreRoot() throws IOException {
        return Folders.uid(Path.of("/proc/self").toRealPath()) == 0;
    }

    /** Says whether a process may enter a user namespace of its own. */
    static boolean namespacesWork() {
        List<String> command = new ArrayList<>(NAMESPACE);
        command.add("true");
        return Programs.succeeds(command);
    }

    /** Returns the command line that runs a program as this account. */
    List<String> command(List<String> programAndArguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(programAndArguments);
        return command;
    }

    /** Gives a folder or file to the account, when it isn't ours. */
    void own(Path path) throws IOException {
        if (owner.isPresent()) {
            Folders.own(path, owner.get().uid(), owner.get().gid());
        }
    }

    private boolean canRun(Binaries binaries) {
        return Programs.succeeds(command(List.of(binaries.program("initdb").toString(), "--version")));
    }

    private static Account user(Owner owner) {
        return new Account(
                List.of("setpriv", "--reuid=" + owner.uid(), "--regid=" + owner.gid(), "--clear-groups", "--"),
                Optional.of(owner));
    }

    private static List<Owner> known() throws IOException {
        List<Owner> owners = new ArrayList<>();
        List<String> users = Files.readAllLines(USERS);
        for (String name : CANDIDATES) {
            for (String user : users) {
                String[] fields = user.split(":", -1);
                if (fields.length > 3 && fields[0].equals(name)) {
                    owners.add(new Owner(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
                }
            }
        }
        return owners;
    }
}
