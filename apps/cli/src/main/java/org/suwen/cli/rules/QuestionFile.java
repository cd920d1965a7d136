package org.suwen.cli.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.MalformedDecisionClassException;
import org.suwen.decision.Provision;
import org.suwen.decision.Provisions;
import org.suwen.decision.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Recorded questions, one JSON object a line: {@code request} with the parts of {@link Request}, and {@code data}, the
 * class of data in base 64 as the ledger's content part holds it.
 */
final class QuestionFile {

    /** The most questions of one file. */
    static final int MAX_QUESTIONS = 1_000_000;

    /** One question. */
    record Question(Request request, String data) {

        /** The class of data asked about. */
        DecisionClass dataClass() {
            return DecisionClass.decode(Base64.getDecoder().decode(data));
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(Provisions.class, new ClausesWriter())
                    .addDeserializer(Provisions.class, new ClausesReader()))
            .build();

    private QuestionFile() {}

    /** Clauses are kept as written and compiled when they are read. */
    private static final class ClausesWriter extends ValueSerializer<Provisions> {
        @Override
        public void serialize(Provisions value, JsonGenerator out, SerializationContext context) {
            context.writeValue(out, value.list());
        }
    }

    private static final class ClausesReader extends ValueDeserializer<Provisions> {
        @Override
        public Provisions deserialize(JsonParser in, DeserializationContext context) {
            return Provisions.of(in.readValueAs(new TypeReference<List<Provision>>() {}));
        }
    }

    /** A question as one line. */
    static String line(Request request, DecisionClass data) {
        return JSON.writeValueAsString(new Question(request, Base64.getEncoder().encodeToString(data.encode())));
    }

    /**
     * The questions of a file.
     *
     * @throws IOException when it can't be read, or a line holds no question; with file and line
     */
    static List<Question> read(Path file) throws IOException {
        List<Question> questions = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (questions.size() == MAX_QUESTIONS) {
                    throw new IOException("`" + file + "` holds more than " + MAX_QUESTIONS + " questions; split it");
                }
                questions.add(question(file, questions.size() + 1, line));
            }
        }
        return questions;
    }

    private static Question question(Path file, int number, String line) throws IOException {
        try {
            Question question = JSON.readValue(line, Question.class);
            var unused = question.dataClass();
            return question;
        } catch (JacksonException | MalformedDecisionClassException | IllegalArgumentException wrong) {
            // the input's own text may hold a patient's data, so only where it went wrong is told
            String where = wrong instanceof JacksonException json
                    ? ", column " + json.getLocation().getColumnNr()
                    : "";
            throw new IOException(
                    "`" + file + "`, line " + number + where
                            + " is no question; each line is an object of `request` and" + " `data`",
                    wrong);
        }
    }
}
