package org.suwen.server.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.suwen.decision.Role;
import org.suwen.decision.Title;
import org.suwen.server.identity.Account.GuardianHolder;
import org.suwen.server.identity.Account.MachineHolder;
import org.suwen.server.identity.Account.PatientHolder;
import org.suwen.server.identity.Account.StaffHolder;
import org.suwen.server.identity.UnitNames.Unit;

/** The session as the console sees it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SessionView(
        User user,
        List<String> patients,
        String csrf,
        long idleSeconds,
        boolean demo,
        boolean locked,
        boolean renewPassword) {
    record User(
            String id,
            String name,
            Role role,
            Optional<Title> title,
            Optional<Unit> department,
            Optional<Unit> group) {}

    /** Never prints the write token. */
    @Override
    public String toString() {
        return "SessionView[]";
    }

    static User user(Account account, Standing standing, UnitNames names) {
        Optional<StaffMember> staff = standing.staff();
        Optional<String> department = staff.flatMap(StaffMember::department);
        return new User(
                account.id(),
                name(account, staff),
                standing.caller().role(),
                staff.flatMap(StaffMember::title),
                department.map(names::department),
                department.flatMap(code -> staff.flatMap(StaffMember::group).map(group -> names.group(code, group))));
    }

    private static String name(Account account, Optional<StaffMember> staff) {
        return switch (account.holder()) {
            case StaffHolder holder -> staff.map(StaffMember::name).orElse("");
            case PatientHolder holder -> holder.name();
            case GuardianHolder holder -> holder.name();
            case MachineHolder holder -> holder.name();
        };
    }
}
