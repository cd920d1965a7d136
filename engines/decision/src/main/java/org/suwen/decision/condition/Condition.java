package org.suwen.decision.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A condition that was read and checked against a schema. */
public final class Condition {

    /** The longest text, in characters. */
    public static final int MAX_LENGTH = 4096;

    /** The deepest nesting of brackets and negations. */
    public static final int MAX_DEPTH = 32;

    private final String text;
    private final Expression root;
    private final Schema schema;

    private Condition(String text, Expression root, Schema schema) {
        this.text = text;
        this.root = root;
        this.schema = schema;
    }

    /**
     * Reads a condition.
     *
     * @param schema attributes it may ask for
     * @param parameters types of the parameters it may use
     * @throws ConditionException when it can't be read or its types don't fit; with line and column
     */
    public static Condition parse(String text, Schema schema, Map<String, Type> parameters) {
        if (text.length() > MAX_LENGTH) {
            throw new ConditionException(
                    new Place(1, 1, 0), "the condition is longer than " + MAX_LENGTH + " characters");
        }
        Expression root = new Parser(new Lexer(text).tokens(), schema, parameters).parse();
        Checker.bool(root);
        return new Condition(text, root, schema);
    }

    /** The condition as it was written. */
    public String text() {
        return text;
    }

    /** Names of the attributes it asks for. */
    public Set<String> attributes() {
        Set<String> names = new TreeSet<>();
        Walk.over(root, part -> {
            if (part instanceof Expression.Read read) {
                names.add(read.attribute().name());
            } else if (part instanceof Expression.Has has) {
                names.add(has.attribute().name());
            }
        });
        return names;
    }

    /** Names of the parameters it uses. */
    public Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        Walk.over(root, part -> {
            if (part instanceof Expression.Param param) {
                names.add(param.name());
            }
        });
        return names;
    }

    /**
     * Makes it ready to run with these parameters.
     *
     * @throws ConditionException when a parameter's value doesn't fit where it is used
     */
    public Test compile(Map<String, Value> parameters) {
        return new Compiler(parameters).test(root);
    }

    /**
     * The clauses in which it comes out so.
     *
     * @param outcome {@link Test#YES}, {@link Test#NO} or {@link Test#FAULT}
     * @throws ConditionException when a parameter's value doesn't fit where it is used
     */
    public List<Clause> clauses(Map<String, Value> parameters, int outcome) {
        return new ClauseCompiler(schema, parameters).clauses(root, outcome);
    }

    /** The parts joined by {@code &&} at the top, each as a condition of its own: which one failed is what people ask. */
    public List<Condition> conjuncts() {
        List<Condition> parts = new ArrayList<>();
        split(root, parts);
        return List.copyOf(parts);
    }

    /** The condition as Cedar text, attributes below {@code context}, parameters put in. */
    public String toCedar(Map<String, Value> parameters) {
        return new CedarPrinter(parameters).print(root);
    }

    /** What was read. */
    Expression root() {
        return root;
    }

    @Override
    public String toString() {
        return text;
    }

    private void split(Expression expression, List<Condition> parts) {
        if (expression instanceof Expression.And and) {
            split(and.left(), parts);
            split(and.right(), parts);
            return;
        }
        parts.add(new Condition(SourcePrinter.print(expression), expression, schema));
    }
}
