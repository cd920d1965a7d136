/** The ledger's public face: checkpoint, tiles, entry bundles, proofs (C2SP tlog-tiles). */
@NullMarked
package org.suwen.server.proof;

import org.jspecify.annotations.NullMarked;
