package org.suwen.fhir;

/** Where a walk stands in a resource; written out only when somebody asks. */
final class JsonPath {
    private final String[] names = new String[2 * FhirLimits.MAX_DEPTH + 4];
    private final int[] indexes = new int[2 * FhirLimits.MAX_DEPTH + 4];
    private int depth;

    void push(String name) {
        names[depth] = name;
        indexes[depth++] = -1;
    }

    void index(int index) {
        indexes[depth - 1] = index;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    void pop() {
        depth--;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            if (i > 0) {
                text.append('.');
            }
            text.append(names[i]);
            if (indexes[i] >= 0) {
                text.append('[').append(indexes[i]).append(']');
            }
        }
        return text.isEmpty() ? "$this" : text.toString();
    }
}
