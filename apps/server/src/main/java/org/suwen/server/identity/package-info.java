/** Who is calling, proven how, and may still call: accounts, second factor, sessions, tokens, staff directory. */
@NullMarked
package org.suwen.server.identity;

import org.jspecify.annotations.NullMarked;
