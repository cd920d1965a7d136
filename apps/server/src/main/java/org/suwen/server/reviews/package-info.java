/** What must the house look through again and again, and what is overdue? */
@org.jspecify.annotations.NullMarked
package org.suwen.server.reviews;
