/** Finding entries of the whole ledger: a sealed projection of account parts, and searches of the office over it. */
@NullMarked
package org.suwen.server.explorer;

import org.jspecify.annotations.NullMarked;
