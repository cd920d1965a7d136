/** What may be collected, for which purpose, how often, and has the house got it already? */
@org.jspecify.annotations.NullMarked
package org.suwen.server.collection;
