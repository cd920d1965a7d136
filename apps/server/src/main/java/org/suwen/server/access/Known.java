package org.suwen.server.access;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.suwen.decision.DecisionClass;
import org.suwen.ledger.part.ContentPart;
import org.suwen.ledger.part.ResourceRef;
import org.suwen.vault.Vault;

/**
 * What one caller may know to be there of one patient's data, whether or not it opens to him (D4, I9).
 *
 * <p>For one request and one thread.
 */
public final class Known {

    private final Predicate<DecisionClass> kinds;
    private final Predicate<ResourceRef> resources;
    private final Map<String, Boolean> remembered = new HashMap<>();

    Known(Gate gate, Ask ask, Vault vault, Predicate<DecisionClass> kinds) {
        this.kinds = kinds;
        this.resources = each -> vault.locate(each.type(), each.id())
                .map(row -> !gate.isHidden(ask, row))
                .orElse(true);
    }

    /** Whether he may know that there is data of this kind. */
    public boolean kind(DecisionClass data) {
        return kinds.test(data);
    }

    /** Whether what an entry says is about nothing that is hidden from him. */
    public boolean content(ContentPart content) {
        boolean kind = content.labels().length == 0 || kind(DecisionClass.decode(content.labels()));
        return kind && content.resources().stream().allMatch(this::resource);
    }

    private boolean resource(ResourceRef each) {
        return remembered.computeIfAbsent(each.type() + "/" + each.id(), unseen -> resources.test(each));
    }
}
