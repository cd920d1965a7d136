/** Which data sets does the house hold, how are they graded, who answers for each, and where may they go? */
@org.jspecify.annotations.NullMarked
package org.suwen.server.assets;
