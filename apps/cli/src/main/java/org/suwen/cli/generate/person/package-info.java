/** Who a synthetic patient is: name, numbers, address and next of kin, all from the seed. */
@NullMarked
package org.suwen.cli.generate.person;

import org.jspecify.annotations.NullMarked;
