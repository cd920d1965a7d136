@NullMarked
package org.suwen.ledger.store;

import org.jspecify.annotations.NullMarked;
