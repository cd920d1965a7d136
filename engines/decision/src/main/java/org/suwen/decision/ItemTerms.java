package org.suwen.decision;

import java.util.Map;

/**
 * Terms of single answers where they differ from the consent's own (AGR-40, AGR-41).
 *
 * @param options by use
 * @param recipients by recipient
 */
public record ItemTerms(Map<ConsentOption, Span> options, Map<String, Span> recipients) {

    /** Every answer holds as long as the consent. */
    public static final ItemTerms NONE = new ItemTerms(Map.of(), Map.of());

    public ItemTerms {
        options = Map.copyOf(options);
        recipients = Map.copyOf(recipients);
    }
}
