/** What has this patient asked for or what went wrong, by when must it be answered, and what came of it? */
@NullMarked
package org.suwen.server.matters;

import org.jspecify.annotations.NullMarked;
