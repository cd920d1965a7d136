/**
 * The language of the rules' conditions: typed, closed, without loops or patterns, so that every question about a rule
 * can be decided.
 *
 * <p>{@link org.suwen.decision.condition.Condition#parse} is the way in.
 */
@CheckReturnValue
@NullMarked
package org.suwen.decision.condition;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
