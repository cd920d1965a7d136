package org.suwen.server.access;

import java.util.List;
import java.util.Set;
import org.suwen.decision.Deny;
import org.suwen.decision.Reason;
import org.suwen.decision.Role;
import org.suwen.decision.Text;

/** Which reasons of a denial a caller may be told (D4, D5, I9). */
final class Reasons {

    /** Said when something is withheld and the reason is not for this caller. */
    private static final Reason WITHHELD = new Reason(
            "WITHHELD",
            Set.of(),
            Set.of(Role.values()),
            false,
            false,
            new Text("有内容依规不予显示。", "Something is withheld under the rules."),
            new Text("如有疑问，请联系数据保护办公室。", "Ask the data-protection office if in doubt."));

    private Reasons() {}

    /** Whether even the existence of what was denied is kept from this role. */
    static boolean hidden(Deny deny, Role role) {
        return deny.reason().hides() && !deny.reason().showable(role);
    }

    /** The main reason as this role may hear it. */
    static Reason shown(Deny deny, Role role) {
        return deny.reason().showable(role) ? deny.reason() : WITHHELD;
    }

    /** All reasons this role may hear, the main one first. */
    static List<Reason> allShown(Deny deny, Role role) {
        List<Reason> shown =
                deny.all().stream().filter(reason -> reason.showable(role)).toList();
        return shown.isEmpty() ? List.of(WITHHELD) : shown;
    }
}
