/** Copies of the data that hold no keys and no index, proof that they can be restored, and what a restore must not bring back. */
@NullMarked
package org.suwen.server.backup;

import org.jspecify.annotations.NullMarked;
