/** The demo's story, told by a browser and by the README's commands. */
@NullMarked
package org.suwen.server.story;

import org.jspecify.annotations.NullMarked;
