/** How weighty is a whole data set: general, important or core data, and on which ground? */
@org.jspecify.annotations.NullMarked
package org.suwen.classification.tier;
