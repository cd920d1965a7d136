package org.suwen.server.matters;

import java.util.List;
import org.suwen.decision.consent.Defect;

/** Thrown while a step is being made out, so that nothing of it is entered. */
final class InvalidStepException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<Defect> defects;

    InvalidStepException(List<Defect> defects) {
        super("the step is not valid", null, false, false);
        this.defects = List.copyOf(defects);
    }

    InvalidStepException(Defect defect) {
        this(List.of(defect));
    }

    List<Defect> defects() {
        return defects;
    }
}
