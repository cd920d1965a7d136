/** How long the law has a record kept, and from which day it may go. */
@NullMarked
@CheckReturnValue
package org.suwen.vault.retention;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
