package org.suwen.server.cases;

import java.io.PrintStream;
import org.suwen.server.command.Arguments;

/** {@code suwen check DIR}: runs the legal cases of a folder on the real application services. */
public final class CheckCommand {

    private CheckCommand() {}

    /** Runs the cases and gives the exit status. */
    public static int run(Arguments arguments, PrintStream out, PrintStream err) {
        throw new UnsupportedOperationException("the case runner is being built");
    }
}
