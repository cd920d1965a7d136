package org.suwen.server.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.suwen.decision.Action;

/**
 * What a person lets an app do in his or her name: a ceiling above the decision, never a right of its own (SMART App
 * Launch 2, section 3).
 *
 * @param app the app's client id
 * @param scopes the scopes granted, for instance {@code patient/Observation.rs}
 * @param patient the patient in context, whom scopes of the level {@code patient} are about
 */
public record AppReach(String app, List<String> scopes, Optional<String> patient) {
    /** Copies the list. */
    public AppReach {
        scopes = List.copyOf(scopes);
    }

    /** Whether the app may ask for this at all. */
    public boolean admits(Action action, String type, String of) {
        return scopes.stream()
                .flatMap(text -> Scope.of(text).stream())
                .anyMatch(scope -> scope.admits(action, type)
                        && (scope.level().equals("user")
                                || patient.filter(of::equals).isPresent()));
    }

    /**
     * A scope for data.
     *
     * @param level {@code patient} or {@code user}
     * @param type a resource type, or {@code *}
     * @param allows letters out of {@code cruds}
     */
    public record Scope(String level, String type, String allows) {
        private static final Pattern FORM =
                Pattern.compile("(patient|user)/(\\*|[A-Z][A-Za-z]{1,63})\\.(read|write|\\*|c?r?u?d?s?)");
        private static final Set<String> EVERY = Set.of("*", "cruds");

        /** The scope that a text means, in the form of version 1 or 2; nothing when it is none for data. */
        public static Optional<Scope> of(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches() || form.group(3).isEmpty()) {
                return Optional.empty();
            }
            String allows =
                    switch (form.group(3)) {
                        case "read" -> "rs";
                        case "write" -> "cud";
                        case "*" -> "cruds";
                        default -> form.group(3);
                    };
            return Optional.of(new Scope(form.group(1), form.group(2), allows));
        }

        /** Whether everything that {@code other} allows is allowed by this one. */
        public boolean covers(Scope other) {
            return level.equals(other.level)
                    && (EVERY.contains(type) || type.equals(other.type))
                    && other.allows.chars().allMatch(letter -> allows.indexOf(letter) >= 0);
        }

        boolean admits(Action action, String asked) {
            return (type.equals("*") || type.equals(asked)) && allows.indexOf(letter(action)) >= 0;
        }

        /** The letter of SMART 2 that an act needs; what leaves in bulk needs the one of searching. */
        private static char letter(Action action) {
            return switch (action) {
                case READ -> 'r';
                case SEARCH, EXPORT -> 's';
                case UPDATE, SIGN -> 'u';
                case DELETE -> 'd';
                case CREATE, PRESCRIBE, UPLOAD, BREAK_GLASS -> 'c';
            };
        }
    }
}
