@NullMarked
package org.suwen.classification;

import org.jspecify.annotations.NullMarked;
