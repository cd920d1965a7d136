package org.suwen.ledger;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to become an entry: one request and one patient (D16).
 *
 * @param request unique in the ledger; a caller who does not know whether his draft stands appends it again under the
 *     same id
 * @param account the account part in plain, about 256 bytes
 * @param content the content part in plain, or empty; needs a subject, under whose key it is sealed, but for a token map,
 *     whose content is public
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in, never compared
public record Draft(EntryType type, UUID request, byte[] account, byte[] content, Optional<Subject> subject) {
    public Draft {
        Objects.requireNonNull(type);
        Objects.requireNonNull(request);
        account = account.clone();
        content = content.clone();
        if (content.length > 0 && subject.isEmpty() && type != EntryType.TOKEN_MAP) {
            throw new IllegalArgumentException("a draft without a subject has no content part");
        }
    }
}
