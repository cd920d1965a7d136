package org.suwen.server.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.suwen.server.identity.Account.MachineHolder;
import org.suwen.server.identity.Account.StaffHolder;

/**
 * Looks for what people who left have left behind (ACC-03). Their sessions and tokens opened nothing from the moment
 * they left; this removes those documents, closes their accounts, and names the machines they answered for, which go
 * on working until somebody else takes them over, since care may hang on them.
 */
public final class LeaverScan {
    private final Accounts accounts;
    private final StaffDirectory staff;
    private final Passes passes;
    private final Clock clock;

    LeaverScan(Accounts accounts, StaffDirectory staff, Passes passes, Clock clock) {
        this.accounts = accounts;
        this.staff = staff;
        this.passes = passes;
        this.clock = clock;
    }

    /** What kind of thing was found. */
    public enum Kind {
        OPEN_ACCOUNT,
        PASS,
        MACHINE_WITHOUT_RESPONSIBLE
    }

    /** One finding; {@code cleared} says whether the scan could put it right itself. */
    public record Leftover(Kind kind, String staffId, String name, Optional<Instant> leftAt, boolean cleared) {}

    /** Scans and clears. An empty list means nothing was left. */
    public List<Leftover> scan() {
        Instant now = clock.instant();
        Map<String, StaffMember> leavers = staff.all().stream()
                .filter(member -> !member.worksAt(now))
                .collect(Collectors.toMap(StaffMember::id, Function.identity()));
        Map<String, Account> byName =
                accounts.all().stream().collect(Collectors.toMap(Account::userName, Function.identity()));
        List<Leftover> found = new ArrayList<>();
        for (Pass pass : passes.shelf().all()) {
            Optional.ofNullable(byName.get(pass.userName()))
                    .flatMap(account -> leaver(account, leavers))
                    .ifPresent(member -> {
                        passes.shelf().remove(pass.id());
                        found.add(leftover(Kind.PASS, member, pass.id(), true));
                    });
        }
        for (Account account : byName.values()) {
            leaver(account, leavers).filter(member -> account.active()).ifPresent(member -> {
                accounts.close(account.userName(), "leaver scan");
                found.add(leftover(Kind.OPEN_ACCOUNT, member, account.userName(), true));
            });
            if (account.active() && account.holder() instanceof MachineHolder machine) {
                Optional.ofNullable(leavers.get(machine.responsible()))
                        .ifPresent(member -> found.add(
                                leftover(Kind.MACHINE_WITHOUT_RESPONSIBLE, member, account.userName(), false)));
            }
        }
        return List.copyOf(found);
    }

    private static Optional<StaffMember> leaver(Account account, Map<String, StaffMember> leavers) {
        return account.holder() instanceof StaffHolder holder
                ? Optional.ofNullable(leavers.get(holder.staffId()))
                : Optional.empty();
    }

    private static Leftover leftover(Kind kind, StaffMember member, String name, boolean cleared) {
        return new Leftover(kind, member.id(), name, member.leftAt(), cleared);
    }
}
