package org.suwen.decision.condition;

import java.util.function.Consumer;

/** Visits every part of a condition. */
final class Walk {

    private Walk() {}

    static void over(Expression expression, Consumer<Expression> visitor) {
        visitor.accept(expression);
        switch (expression) {
            case Expression.Or or -> {
                over(or.left(), visitor);
                over(or.right(), visitor);
            }
            case Expression.And and -> {
                over(and.left(), visitor);
                over(and.right(), visitor);
            }
            case Expression.Not not -> over(not.inner(), visitor);
            case Expression.Compare compare -> {
                over(compare.left(), visitor);
                over(compare.right(), visitor);
            }
            case Expression.Has has -> {}
            case Expression.Read read -> {}
            case Expression.Param param -> {}
            case Expression.Bool bool -> {}
            case Expression.Whole whole -> {}
            case Expression.Span span -> {}
            case Expression.Word word -> {}
            case Expression.Words words -> {}
        }
    }
}
