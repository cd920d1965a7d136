/** The vault's cryptography: derivation, sealing and padding over plain bytes; knows nothing of patients or tables. */
@CheckReturnValue
@NullMarked
package org.suwen.vault.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
