/** How far a long work is, shown the same way by every command. */
@NullMarked
package org.suwen.cli.progress;

import org.jspecify.annotations.NullMarked;
