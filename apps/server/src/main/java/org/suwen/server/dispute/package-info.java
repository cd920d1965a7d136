/** What a dispute or an inspection keeps from being erased, until two persons release it. */
@NullMarked
package org.suwen.server.dispute;

import org.jspecify.annotations.NullMarked;
