/** What may the office do to the registers it keeps, and who did it? One door for every such act. */
@org.jspecify.annotations.NullMarked
package org.suwen.server.acts;
