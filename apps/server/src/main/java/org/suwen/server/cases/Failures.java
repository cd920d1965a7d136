package org.suwen.server.cases;

import org.suwen.server.intake.RefusedInputException;

/** Says in a line why a step failed. */
final class Failures {

    private Failures() {}

    static String text(RuntimeException failed) {
        String name = failed.getClass().getSimpleName();
        if (failed instanceof RefusedInputException refused) {
            return name + ": " + refused.issues();
        }
        StackTraceElement[] trace = failed.getStackTrace();
        return name + ": " + failed.getMessage() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
