@NullMarked
package org.suwen.hapi;

import org.jspecify.annotations.NullMarked;
