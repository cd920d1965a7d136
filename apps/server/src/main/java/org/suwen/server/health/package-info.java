/** Whether the server can do its work. */
@NullMarked
package org.suwen.server.health;

import org.jspecify.annotations.NullMarked;
