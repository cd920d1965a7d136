package org.suwen.server.identity;

import java.util.Optional;
import java.util.Set;

/**
 * A caller with what the directory says of him at this request: the input for the decision engine's actor.
 *
 * @param staff the directory's record, for staff
 * @param superiors staff ids above him in his department (A11)
 * @param subordinates staff ids below him in his department (A11)
 */
public record Standing(Caller caller, Optional<StaffMember> staff, Set<String> superiors, Set<String> subordinates) {
    /** Copies the sets. */
    public Standing {
        superiors = Set.copyOf(superiors);
        subordinates = Set.copyOf(subordinates);
    }
}
