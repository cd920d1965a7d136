package org.suwen.cli.progress;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a long work is: a bar on a terminal, a line at each tenth elsewhere, both with an estimate. */
public sealed interface Progress extends AutoCloseable permits Progress.Bar, Progress.Lines {

    /** One more piece is done. */
    void step();

    @Override
    void close();

    /** A bar if there is a terminal, else lines. */
    static Progress of(String title, int pieces, PrintWriter lines) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return terminal ? new Bar(title, pieces) : new Lines(title, pieces, lines);
    }

    /** A bar that draws itself over. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(String title, int pieces) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName(title)
                    .setInitialMax(pieces)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(500)
                    .build();
        }

        @Override
        public void step() {
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Plain lines, for logs. */
    final class Lines implements Progress {
        private static final int TENTHS = 10;

        private final String title;
        private final int pieces;
        private final PrintWriter out;
        private final long startNanos = System.nanoTime();
        private int done;

        Lines(String title, int pieces, PrintWriter out) {
            this.title = title;
            this.pieces = pieces;
            this.out = out;
        }

        @Override
        public synchronized void step() {
            int before = done * TENTHS / pieces;
            done++;
            if (done * TENTHS / pieces > before) {
                double seconds = (System.nanoTime() - startNanos) / 1e9;
                double left = seconds / done * (pieces - done);
                out.printf(
                        Locale.ROOT, "%s: %d of %d, %.0f s, about %.0f s left%n", title, done, pieces, seconds, left);
                out.flush();
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
