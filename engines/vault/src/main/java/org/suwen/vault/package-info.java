/** The vault's interface: patients' sealed records, their keys, tokens and documents. */
@CheckReturnValue
@NullMarked
package org.suwen.vault;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
