/** The outsider's check of a ledger, over HTTP or in a folder; knows nothing that a stranger would not know. */
@NullMarked
package org.suwen.cli.verify;

import org.jspecify.annotations.NullMarked;
