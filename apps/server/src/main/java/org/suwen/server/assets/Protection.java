package org.suwen.server.assets;

import java.util.ArrayList;
import java.util.List;
import org.suwen.classification.tier.Tier;

/**
 * The controls that labels ask for: protection by grade and tier (CLS-25, CLS-29).
 *
 * @param backup the least kind of copy
 * @param encrypted whether it must be stored sealed
 * @param reach the widest circle it may be open to
 * @param incident how severe a leak of it is
 */
record Protection(Asset.Controls.Backup backup, boolean encrypted, Asset.Controls.Reach reach, Incident incident) {

    /** Severity of an incident. */
    enum Incident {
        LOW,
        MEDIUM,
        HIGH,
        SEVERE
    }

    static Protection of(int grade, Tier tier) {
        boolean weighty = tier != Tier.GENERAL;
        Asset.Controls.Backup backup = weighty || grade >= 3
                ? Asset.Controls.Backup.OFF_SITE
                : grade == 2 ? Asset.Controls.Backup.LOCAL : Asset.Controls.Backup.NONE;
        Incident incident =
                switch (grade) {
                    case 1 -> Incident.LOW;
                    case 2, 3 -> Incident.MEDIUM;
                    case 4 -> Incident.HIGH;
                    default -> Incident.SEVERE;
                };
        Asset.Controls.Reach reach =
                switch (grade) {
                    case 1 -> Asset.Controls.Reach.ANYBODY;
                    case 2 -> Asset.Controls.Reach.PURPOSE;
                    case 3 -> Asset.Controls.Reach.SERVICE;
                    case 4 -> Asset.Controls.Reach.RELATION;
                    default -> Asset.Controls.Reach.NAMED;
                };
        return new Protection(backup, weighty || grade >= 3, reach, weighty ? Incident.SEVERE : incident);
    }

    /** What these controls lack. */
    List<String> lacks(Asset.Controls controls) {
        List<String> lacks = new ArrayList<>();
        if (controls.backup().compareTo(backup) < 0) {
            lacks.add("BACKUP");
        }
        if (encrypted && !controls.encrypted()) {
            lacks.add("ENCRYPTION");
        }
        if (controls.reach().compareTo(reach) < 0) {
            lacks.add("REACH");
        }
        return lacks;
    }
}
