package org.suwen.server.health;

import java.util.List;

/** What somebody should see to although the server works: stable codes, none when all is well. */
@FunctionalInterface
public interface Alerts {
    /** The codes that stand now, for instance {@code BACKUP_MISSING}. */
    List<String> now();
}
