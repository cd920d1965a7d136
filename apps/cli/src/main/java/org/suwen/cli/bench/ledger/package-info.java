/** The benchmark of the ledger: durable entries, verification, proofs. */
@NullMarked
package org.suwen.cli.bench.ledger;

import org.jspecify.annotations.NullMarked;
