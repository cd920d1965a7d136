package org.suwen.decision;

import java.util.Set;

/**
 * Which requests a rule is about; an empty set means all.
 *
 * @param actions what is to be done
 * @param purposes what for
 * @param roles by whom
 * @param kinds by what kind of thing
 */
public record Scope(Set<Action> actions, Set<Purpose> purposes, Set<Role> roles, Set<ActorKind> kinds) {

    /** Every request. */
    public static final Scope ALL = new Scope(Set.of(), Set.of(), Set.of(), Set.of());

    public Scope {
        actions = Set.copyOf(actions);
        purposes = Set.copyOf(purposes);
        roles = Set.copyOf(roles);
        kinds = Set.copyOf(kinds);
    }

    /** Whether a request of this kind is in scope. */
    public boolean covers(Action action, Purpose purpose, Role role, ActorKind kind) {
        return (actions.isEmpty() || actions.contains(action))
                && (purposes.isEmpty() || purposes.contains(purpose))
                && (roles.isEmpty() || roles.contains(role))
                && (kinds.isEmpty() || kinds.contains(kind));
    }
}
