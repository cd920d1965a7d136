@NullMarked
package org.suwen.ledger.merkle;

import org.jspecify.annotations.NullMarked;
