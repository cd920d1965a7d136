package org.suwen.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.PreparedRequest;
import org.suwen.decision.Permit;
import org.suwen.decision.Rulebook;
import org.suwen.formats.rulebook.RulebookFiles;

/** Whole decisions: rules, consent, duties and reasons, from the request as the gate has it. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {

    private static final int QUESTIONS = 8_192;

    /** Rules in the rulebook; 0 stands for the shipped one. */
    @Param({"0", "1000", "10000"})
    public int rules;

    private DecisionEngine engine;
    private Hospital.Question[] all;
    private Hospital.Question[] permitted;
    private PreparedRequest prepared;
    private int next;

    @Setup
    public void open() {
        Rulebook shipped = RulebookFiles.read(Path.of(System.getProperty("suwen.rulebook")));
        engine = new DecisionEngine(rules == 0 ? shipped : Growth.to(shipped, rules));
        List<Hospital.Question> asked = new Hospital(7).questions(QUESTIONS * 3);
        all = cut(asked);
        permitted = cut(asked.stream().filter(each -> decide(each) instanceof Permit).toList());
        prepared = engine.prepare(permitted[0].request());
        long denials = asked.stream().filter(each -> decide(each) instanceof Deny).count();
        System.out.printf("# %d rules; %d%% of the questions are refused%n", engine.rulebook().rules().size(), denials * 100 / asked.size());
    }

    private static Hospital.Question[] cut(List<Hospital.Question> questions) {
        return questions.subList(0, QUESTIONS).toArray(Hospital.Question[]::new);
    }

    /** Any question. */
    @Benchmark
    public Decision decide() {
        return decide(all[next++ & (QUESTIONS - 1)]);
    }

    /** Questions that are permitted. */
    @Benchmark
    public Decision permit() {
        return decide(permitted[next++ & (QUESTIONS - 1)]);
    }

    /** One prepared request, a class at a time. */
    @Benchmark
    public Decision prepared() {
        return prepared.decide(permitted[next++ & (QUESTIONS - 1)].data());
    }

    private Decision decide(Hospital.Question question) {
        return engine.decide(question.request(), question.data());
    }
}
