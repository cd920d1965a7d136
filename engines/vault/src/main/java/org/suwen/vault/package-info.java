@NullMarked
package org.suwen.vault;

import org.jspecify.annotations.NullMarked;
