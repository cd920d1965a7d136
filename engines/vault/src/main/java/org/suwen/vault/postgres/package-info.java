/** The vault's tables in PostgreSQL 16 to 18; the only place that knows SQL. */
@CheckReturnValue
@NullMarked
package org.suwen.vault.postgres;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
