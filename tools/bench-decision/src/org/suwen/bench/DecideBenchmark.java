package org.suwen.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** One question about each patient, in turn. */
    private static final int QUESTIONS = Hospital.PATIENTS;

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
        permitted = permitted(asked);
        prepared = engine.prepare(permitted[0].request());
        long denials = asked.stream().filter(each -> decide(each) instanceof Deny).count();
        System.out.printf("# %d rules; %d%% of the questions are refused%n", engine.rulebook().rules().size(), denials * 100 / asked.size());
    }

    /** The first permitted question about each patient; about a patient with none, one about another. */
    private Hospital.Question[] permitted(List<Hospital.Question> asked) {
        Map<String, Hospital.Question> first = new LinkedHashMap<>();
        List<Hospital.Question> rest = new ArrayList<>();
        for (Hospital.Question question : asked) {
            if (decide(question) instanceof Permit && first.putIfAbsent(question.request().patient().patient(), question) != null) {
                rest.add(question);
            }
        }
        List<Hospital.Question> all = new ArrayList<>(first.values());
        all.addAll(rest);
        return cut(all);
    }

    private int next() {
        next = next + 1 == QUESTIONS ? 0 : next + 1;
        return next;
    }

    private static Hospital.Question[] cut(List<Hospital.Question> questions) {
        return questions.subList(0, QUESTIONS).toArray(Hospital.Question[]::new);
    }

    /** Any question. */
    @Benchmark
    public Decision decide() {
        return decide(all[next()]);
    }

    /** Questions that are permitted. */
    @Benchmark
    public Decision permit() {
        return decide(permitted[next()]);
    }

    /** One prepared request, a class at a time. */
    @Benchmark
    public Decision prepared() {
        return prepared.decide(permitted[next()].data());
    }

    private Decision decide(Hospital.Question question) {
        return engine.decide(question.request(), question.data());
    }
}
