package org.suwen.cli.leak;

import java.util.function.Function;
import org.suwen.cli.leak.Secret.Named;
import org.suwen.cli.leak.Wire.Ask;

/**
 * A way by which something hidden might be found out.
 *
 * @param name its name in the table
 * @param kind what its answers must be
 * @param secret what it might give away
 * @param ask the question, for what is hidden or for nothing
 */
record Door(String name, Kind kind, Secret secret, Function<Named, Ask> ask) {

    /** What a door's answers must be. In each of them, nothing that is hidden may stand. */
    enum Kind {
        /** The same for what is hidden as for what isn't there. */
        SAME,
        /** The same, or in WITHHELD mode a refusal that says nothing of the content. */
        NAMED,
        /** As {@code SAME}, though the server refuses the question: it must refuse both alike. */
        REFUSED,
        /** Anything without what is hidden. */
        CLEAN,
        /** Without what is hidden, and counting only what is seen. */
        COUNTED,
        /** Without the resource of which an element is hidden. */
        UNFOUND,
        /** Another's link: never anything that isn't seen. */
        FOREIGN_LINK
    }

    static Door get(String name, Kind kind, Secret secret, Function<Named, String> path) {
        return new Door(name, kind, secret, named -> Ask.get(path.apply(named)));
    }

    /** Whether what it takes to answer is compared too. */
    boolean isTimed() {
        return switch (kind) {
            case SAME, NAMED, REFUSED -> true;
            case CLEAN, COUNTED, UNFOUND, FOREIGN_LINK -> false;
        };
    }
}
