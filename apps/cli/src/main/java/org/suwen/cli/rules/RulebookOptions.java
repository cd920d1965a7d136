package org.suwen.cli.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.suwen.decision.Property;
import org.suwen.decision.Rulebook;
import org.suwen.formats.rulebook.RulebookFiles;
import org.suwen.formats.yaml.FormatException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which rulebook is meant. */
final class RulebookOptions {

    @Option(
            names = "--rulebook",
            paramLabel = "DIR",
            description = "The rulebook's folder; ${DEFAULT-VALUE} if not given.",
            defaultValue = "rulebook")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(
            names = "--hospital",
            paramLabel = "PATH",
            description = "A file or folder of the hospital's own layer on top; may be given more than once.")
    private List<Path> hospital = new ArrayList<>();

    /** Reads it; what is wrong is told with file, line and column. */
    Rulebook read(CommandSpec spec) {
        return read(spec, folder, hospital);
    }

    static Rulebook read(CommandSpec spec, Path folder, List<Path> hospital) {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "`" + folder + "` is no folder; name the rulebook's folder with --rulebook");
        }
        try {
            return RulebookFiles.read(folder, hospital);
        } catch (FormatException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    List<Property> properties(CommandSpec spec) {
        try {
            return RulebookFiles.properties(folder);
        } catch (FormatException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
