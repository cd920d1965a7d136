/** Through which programs and accounts may patients' data leave, and what happens when one is not safe any more? */
@org.jspecify.annotations.NullMarked
package org.suwen.server.doors;
