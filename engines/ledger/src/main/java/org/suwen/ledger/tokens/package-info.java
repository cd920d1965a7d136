/** Completeness (D20): the map of all patient tokens, rooted in the log, and proofs that a token is not in it. */
@NullMarked
package org.suwen.ledger.tokens;

import org.jspecify.annotations.NullMarked;
