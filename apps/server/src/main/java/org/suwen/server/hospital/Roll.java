package org.suwen.server.hospital;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.suwen.server.access.Registers;
import org.suwen.server.consent.Parties;
import org.suwen.server.identity.StaffDirectory;

/** Enters the staff, models, studies, recipients and devices of the hospital's file that the server does not know yet. */
public final class Roll {

    private final StaffDirectory staff;
    private final Registers registers;
    private final Parties parties;

    /** Enters into these registers. */
    public Roll(StaffDirectory staff, Registers registers, Parties parties) {
        this.staff = staff;
        this.registers = registers;
        this.parties = parties;
    }

    /** Enters what is missing; rosters are laid out from {@code now} on. */
    public void enter(HospitalFile file, Instant now) {
        Set<String> known = new HashSet<>();
        staff.all().forEach(each -> known.add(each.id()));
        for (HospitalFile.Employee each : file.staff(now)) {
            if (!known.contains(each.member().id())) {
                staff.enrol(each.member(), "hospital.yaml");
            }
        }
        if (registers.models().size() < file.models().size()) {
            file.models().forEach(registers::put);
            file.studies().forEach(registers::put);
            file.recipients().forEach(parties::put);
            file.devices().forEach(each -> parties.put(each.device()));
        }
    }
}
