/** Sends folders of FHIR bundles to a server: with progress, resumable, each bundle once. */
@NullMarked
package org.suwen.cli.load;

import org.jspecify.annotations.NullMarked;
