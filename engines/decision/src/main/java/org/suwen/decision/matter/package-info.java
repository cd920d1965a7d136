/** What a patient has asked for or what has gone wrong with his data, by when it must be answered, and what came of it. */
@CheckReturnValue
@NullMarked
package org.suwen.decision.matter;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
