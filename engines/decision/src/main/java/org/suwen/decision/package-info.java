/**
 * May this use go ahead, and with which duties?
 *
 * <p>{@link org.suwen.decision.DecisionEngine} answers a {@link org.suwen.decision.Request} on a {@link
 * org.suwen.decision.DecisionClass} with a {@link org.suwen.decision.Decision}, by the rules of a {@link
 * org.suwen.decision.Rulebook}. Nothing here reads a file, a clock or the network.
 */
@CheckReturnValue
@NullMarked
package org.suwen.decision;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
