/** What a patient's consent says, how it came about and what follows: acts, states on two axes of time, checks, clocks. */
@CheckReturnValue
@NullMarked
package org.suwen.decision.consent;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
