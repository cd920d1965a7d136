package org.suwen.fhir.search;

import java.util.List;
import java.util.Map;

/** One condition of a query; all conditions of a query must hold. */
sealed interface Criterion {

    /**
     * A parameter of the resource itself has one of the values.
     *
     * @param not whether it must have none of them ({@code :not})
     */
    record Has(SearchParameter parameter, List<Operand> operands, boolean not) implements Criterion {
        public Has {
            operands = List.copyOf(operands);
        }
    }

    /** A parameter of the resource has a value, or has none ({@code :missing}). */
    record Missing(SearchParameter parameter, boolean missing) implements Criterion {}

    /** What a reference points to meets a condition, which depends on its type (chaining). */
    record Chain(SearchParameter parameter, Map<String, Criterion> byType) implements Criterion {
        public Chain {
            byType = Map.copyOf(byType);
        }
    }

    /** Some resource of a type that points here meets a condition ({@code _has}). */
    record Pointed(String type, SearchParameter parameter, Criterion inner) implements Criterion {}
}
