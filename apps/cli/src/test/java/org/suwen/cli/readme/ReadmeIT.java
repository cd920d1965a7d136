package org.suwen.cli.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.cli.server.ChildServer;

/** The tours of both READMEs: every block run in one shell as it stands there, against a fresh demo. */
class ReadmeIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String ADDRESS = "http://localhost:8080";
    private static final String BETWEEN = "\u001e";
    private static final Pattern BLOCK = Pattern.compile(
            "^```bash\\n(?<commands>.*?)^```\\n(?:```\\n(?<output>.*?)^```\\n)?", Pattern.DOTALL | Pattern.MULTILINE);

    /** Commands and what the page says they print; {@code …} stands for anything. */
    private record Block(String commands, String output) {}

    @Test
    void theTourPrintsWhatItShows(@TempDir Path folder) throws IOException, InterruptedException {
        List<Block> tour = tour("README.md", "## Five minutes");
        assertFalse(tour.isEmpty());
        Path data = folder.resolve(".suwen/demo");
        List<String> printed;
        try (ChildServer server = ChildServer.demo(ChildServer.Program.of(ROOT), data, List.of())) {
            writeLauncher(folder, server);
            printed = run(folder, tour, server.address());
        }

        assertEquals(tour.size(), printed.size());
        for (int i = 0; i < tour.size(); i++) {
            Block block = tour.get(i);
            String output = printed.get(i);
            assertTrue(
                    expected(block.output()).matcher(output.strip()).matches(),
                    () -> "these commands:\n%s\nprinted:\n%s\nand not:\n%s"
                            .formatted(block.commands(), output, block.output()));
        }
    }

    @Test
    void theChineseTwinHasTheSameBlocks() throws IOException {
        List<Block> english = tour("README.md", "## Start");
        List<Block> chinese = tour("README.zh-CN.md", "## 开始");

        assertEquals(uncommented(english), uncommented(chinese));
    }

    private static List<Block> uncommented(List<Block> blocks) {
        return blocks.stream()
                .map(block -> new Block(withoutComments(block.commands()), block.output()))
                .toList();
    }

    private static String withoutComments(String commands) {
        return commands.lines().map(line -> line.replaceFirst(" {2,}#.*", "")).collect(Collectors.joining("\n"));
    }

    private static List<Block> tour(String page, String from) throws IOException {
        String text = Files.readString(ROOT.resolve(page));
        Matcher found = BLOCK.matcher(text.substring(text.indexOf(from)));
        List<Block> blocks = new ArrayList<>();
        while (found.find()) {
            String output = found.group("output");
            blocks.add(new Block(found.group("commands"), output == null ? "" : output));
        }
        return blocks;
    }

    private static Pattern expected(String output) {
        return Pattern.compile(
                Stream.of(output.strip().split("…", -1))
                        .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
                        .collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    /** What {@code ./suwen} does for these commands once everything is built, for a demo on another port. */
    private static void writeLauncher(Path folder, ChildServer server) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path launcher = Files.writeString(folder.resolve("suwen"), """
                #!/bin/sh
                command=$1
                shift
                case $command in
                  token) exec '%1$s' -XX:TieredStopAtLevel=1 -jar '%2$s' token "$@" --port %3$d ;;
                  verify) exec '%1$s' -XX:TieredStopAtLevel=1 -jar '%4$s' verify --ledger http://localhost:%3$d/ledger "$@" ;;
                esac
                """.formatted(
                        java,
                        ROOT.resolve("apps/server/target/suwen-server.jar"),
                        server.port(),
                        ROOT.resolve("apps/cli/target/suwen-cli.jar")));
        assertTrue(launcher.toFile().setExecutable(true));
    }

    private static List<String> run(Path folder, List<Block> tour, String address)
            throws IOException, InterruptedException {
        String script = tour.stream()
                .map(block -> block.commands().replace(ADDRESS, address))
                .collect(Collectors.joining("printf '" + BETWEEN + "'\n"));
        Path output = folder.resolve("output");
        Process bash = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals(0, bash.waitFor());
        return List.of(Files.readString(output)
                .replace("\r", "")
                .replace(address, ADDRESS)
                .split(BETWEEN, -1));
    }
}
