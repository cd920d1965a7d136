@NullMarked
package org.suwen.decision;

import org.jspecify.annotations.NullMarked;
