/** Which storage media are there, who has one, and who is late to bring it back? */
@org.jspecify.annotations.NullMarked
package org.suwen.server.media;
