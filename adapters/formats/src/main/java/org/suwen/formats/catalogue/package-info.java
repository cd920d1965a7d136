/** Reads the catalogue of rules: every id with a short title in our own words. */
@NullMarked
package org.suwen.formats.catalogue;

import org.jspecify.annotations.NullMarked;
