/** The end of a patient's record: who asked, what forbids it, and the proof that nothing can be read any more (I5). */
@NullMarked
package org.suwen.server.erasure;

import org.jspecify.annotations.NullMarked;
