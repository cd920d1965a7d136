@NullMarked
package org.suwen.formats;

import org.jspecify.annotations.NullMarked;
