@NullMarked
package org.suwen.postgres;

import org.jspecify.annotations.NullMarked;
