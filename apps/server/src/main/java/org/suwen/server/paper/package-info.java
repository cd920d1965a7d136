/** Papers to read and print: PDF with Chinese text, fonts embedded. */
@NullMarked
package org.suwen.server.paper;

import org.jspecify.annotations.NullMarked;
