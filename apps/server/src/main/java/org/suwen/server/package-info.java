/** The server's entry point. */
@NullMarked
package org.suwen.server;

import org.jspecify.annotations.NullMarked;
