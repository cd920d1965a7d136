/** Evidence packages: chosen entries with all that an outsider needs to check them, in one file. */
@NullMarked
package org.suwen.ledger.evidence;

import org.jspecify.annotations.NullMarked;
