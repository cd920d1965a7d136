package org.suwen.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {
    @TempDir
    Path folder;

    @Test
    void startsAnEmptyFolderWhereTheKernelForbidsNamespaces() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.createSymbolicLink(folder.resolve("data/bin"), folder);
        Fixtures.openTheWay(folder);
        Cluster cluster = new Cluster(folder.resolve("data").toRealPath());
        Binaries binaries = Binaries.under(cluster.root().resolve("bin"));

        Account account = Account.of(cluster.data(), binaries, false);
        Supervisor supervisor = new Supervisor(cluster, binaries, account, Passwords.random());
        supervisor.start();

        assertThat(account.owner().isPresent()).isEqualTo(Account.weAreRoot());
        int expected = account.owner().map(Account.Owner::uid).orElse(Folders.uid(folder));
        assertThat(Folders.uid(Path.of("/proc", Long.toString(supervisor.pid()))))
                .isEqualTo(expected);
        supervisor.stop();
        assertThat(ServerProcess.workingOn(cluster.data())).isEmpty();
    }

    @Test
    void leavesRootsFilesToRootWhereNamespacesWork() throws IOException {
        Binaries binaries = Binaries.under(TemporaryFolders.cache());

        Account account = Account.of(folder.resolve("postgres"), binaries);

        boolean asOneself = account.owner().isEmpty();
        assertThat(asOneself).isEqualTo(!Account.weAreRoot() || Account.namespacesWork());
    }
}
