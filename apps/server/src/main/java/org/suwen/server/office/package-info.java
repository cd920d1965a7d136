/** The data-protection office: the ledger, its entries, its verification. */
@NullMarked
package org.suwen.server.office;

import org.jspecify.annotations.NullMarked;
