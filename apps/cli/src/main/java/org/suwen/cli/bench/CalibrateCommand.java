package org.suwen.cli.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command `suwen bench calibrate`. */
@Command(
        name = "calibrate",
        description = "Measures what this machine can do at all: hashing, integer work, durable commits.",
        mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getErr().println("measuring this machine for about 10 s");
        spec.commandLine().getErr().flush();
        Calibration.Figures figures = new Calibration(System::nanoTime).measure();
        spec.commandLine().getOut().println(figures.line());
        return 0;
    }
}
