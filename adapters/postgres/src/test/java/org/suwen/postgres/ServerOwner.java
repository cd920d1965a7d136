package org.suwen.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

/** A process of its own that owns a server and is killed by the tests. */
final class ServerOwner implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ServerOwner(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a JVM that starts a server; {@code temporary} stands for a temporary one. */
    static ServerOwner start(String... arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                        java.toString(), "-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.command().add(ServerOwner.class.getName());
        builder.command().addAll(List.of(arguments));
        return new ServerOwner(builder.start());
    }

    /** Returns the next line the process says. */
    String says() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** Kills the process, and nothing but it, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Starts the server, commits a row, leaves another uncommitted, says the server's pid and folder, and waits. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres postgres;
        try {
            postgres = arguments[0].equals("temporary")
                    ? EmbeddedPostgres.temporary()
                    : EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]));
        } catch (EmbeddedPostgresException e) {
            System.out.println(e.code() + " " + e.getMessage());
            return;
        }
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE written (n int)");
            statement.execute("INSERT INTO written VALUES (1)");
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO written VALUES (2)");
            System.out.println(postgres.pid());
            System.out.println(Settings.one(statement, "SHOW data_directory"));
            // a session that is busy does not notice by itself that its client is gone
            statement.execute("SELECT pg_sleep(600)");
        }
    }
}
