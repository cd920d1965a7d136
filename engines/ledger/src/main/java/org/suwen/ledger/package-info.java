@NullMarked
package org.suwen.ledger;

import org.jspecify.annotations.NullMarked;
