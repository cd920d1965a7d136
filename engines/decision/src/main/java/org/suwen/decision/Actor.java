package org.suwen.decision;

import java.util.Optional;
import java.util.Set;

/**
 * Who or what asks.
 *
 * @param id the account's id; a row's author and a grant's holder are compared with it
 * @param kind what kind of thing it is
 * @param role the role it acts in
 * @param title a doctor's title
 * @param unit a clinician's department and group
 * @param institution the institution it belongs to
 * @param subordinates ids below it on the registered line, transitively (A11)
 * @param superiors ids above it, the same way
 * @param licence a model's licence
 * @param study the study a researcher works for
 * @param active whether the account is in force
 * @param blocked whether an anomaly threshold has blocked it (DOC-39)
 */
// Twelve parts: an actor is the product of several registers and is read as a whole.
public record Actor(
        String id,
        ActorKind kind,
        Role role,
        Optional<Title> title,
        Optional<CareUnit> unit,
        String institution,
        Set<String> subordinates,
        Set<String> superiors,
        Optional<Licence> licence,
        Optional<Study> study,
        boolean active,
        boolean blocked) {

    public Actor {
        subordinates = Names.of(subordinates);
        superiors = Names.of(superiors);
    }

    /** An active account of a person or thing without title, unit, line, licence or study. */
    public static Actor plain(String id, ActorKind kind, Role role, String institution) {
        return new Actor(
                id,
                kind,
                role,
                Optional.empty(),
                Optional.empty(),
                institution,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                true,
                false);
    }
}
