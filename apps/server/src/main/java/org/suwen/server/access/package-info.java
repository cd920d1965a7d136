/** The one gate: decide, enter in the ledger, open, project, answer. */
@NullMarked
package org.suwen.server.access;

import org.jspecify.annotations.NullMarked;
