/** YAML read strictly: positions kept, unknown and double keys refused, size, depth and aliases limited. */
@NullMarked
package org.suwen.formats.yaml;

import org.jspecify.annotations.NullMarked;
