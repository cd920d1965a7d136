package org.suwen.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same plain rules in each engine; none of them knows of consent, duties or reasons here. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeerBenchmark {

    private static final int QUESTIONS = 1_024;

    @Param({"suwen", "jcasbin", "authzforce", "cedar"})
    public String engine;

    @Param({"100", "10000"})
    public int rules;

    private Peer peer;
    private Object[] questions;
    private int next;

    @Setup
    public void open() throws Exception {
        List<PlainRules.Plain> held = PlainRules.rules(rules);
        peer = Peer.named(engine, held);
        questions = new Object[QUESTIONS];
        int at = 0;
        for (PlainRules.Plain question : PlainRules.questions(held, QUESTIONS)) {
            questions[at++] = peer.ready(question);
        }
    }

    @Benchmark
    public boolean permits() throws Exception {
        return peer.permits(questions[next++ & (QUESTIONS - 1)]);
    }
}
