/** Brings notices to people outside the console: e-mail, and short messages by a gateway of the hospital's (DOC-40). */
@NullMarked
package org.suwen.server.post;

import org.jspecify.annotations.NullMarked;
