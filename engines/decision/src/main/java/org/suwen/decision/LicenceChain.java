package org.suwen.decision;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a model may do when another model called it: no more than both may (LIC-23). */
final class LicenceChain {

    private LicenceChain() {}

    /** The licence that counts: the actor's own, cut down to what a calling model holds too. */
    static Optional<Licence> of(Actor actor, Optional<Actor> via) {
        if (via.isEmpty()
                || via.get().kind() != ActorKind.MODEL
                || actor.licence().isEmpty()) {
            return actor.licence();
        }
        return via.get().licence().map(caller -> intersection(actor.licence().get(), caller));
    }

    /** Whether the caller's licence holds less than the actor's, so that it is the narrowing link. */
    static boolean narrows(Actor actor, Optional<Actor> via) {
        return actor.licence().isPresent() && !of(actor, via).equals(actor.licence());
    }

    private static Licence intersection(Licence own, Licence caller) {
        return new Licence(
                own.model(),
                own.version(),
                common(own.departments(), caller.departments()),
                common(own.dataClasses(), caller.dataClasses()),
                common(own.purposes(), caller.purposes()),
                own.stage().compareTo(caller.stage()) <= 0 ? own.stage() : caller.stage(),
                own.active() && caller.active());
    }

    private static <T> Set<T> common(Set<T> left, Set<T> right) {
        return left.stream().filter(right::contains).collect(Collectors.toUnmodifiableSet());
    }
}
