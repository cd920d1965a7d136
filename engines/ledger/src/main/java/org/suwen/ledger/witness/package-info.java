/** Witnesses: institutions that keep each other's checkpoints and cosign them (C2SP tlog-witness, tlog-policy). */
@NullMarked
package org.suwen.ledger.witness;

import org.jspecify.annotations.NullMarked;
