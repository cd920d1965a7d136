/** A witness for other institutions' ledgers. */
@NullMarked
package org.suwen.cli.witness;

import org.jspecify.annotations.NullMarked;
