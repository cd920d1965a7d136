package org.suwen.server.doors;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Watch;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.identity.Account;
import org.suwen.server.identity.Accounts;
import org.suwen.server.identity.PlaceWatch;
import org.suwen.server.trace.Trace;

/** What the office does when an account leaks or signs in from an unusual place (PAT-21, PAT-22). */
public final class AccountActs {

    private static final int LOOKED_AT = 20_000;

    private final Supplier<Accounts> accounts;
    private final PlaceWatch places;
    private final Watch watch;
    private final Trace trace;

    /** Acts on these accounts. */
    public AccountActs(Supplier<Accounts> accounts, PlaceWatch places, Watch watch, Trace trace) {
        this.accounts = accounts;
        this.places = places;
        this.watch = watch;
        this.trace = trace;
    }

    /** The acts. */
    public List<Known> acts() {
        return List.of(
                Known.ofOfficer("accounts.leaked", this::leaked),
                Known.ofOfficer("accounts.reactivate", this::reactivate),
                Known.ofOfficer("accounts.held", this::held),
                Known.ofOfficer("accounts.release", this::release));
    }

    /** Suspends at once, has the user told to change the password, and says where the account was used (PAT-22). */
    private ActOutcome leaked(Doing doing) {
        doing.only("account", "finding");
        Account account = found(doing);
        String finding = doing.text("finding");
        if (!account.active()) {
            return ActOutcome.refused("ACCOUNT", "PAT-22", "the account is suspended already");
        }
        return ActOutcome.done(List.of("PAT-22"), traced(account), () -> {
            accounts.get().close(account.userName(), doing.caller().accountId());
            watch.tell(
                    "leak:" + account.id() + ":" + doing.at(), "PATIENT", account.id(), "CHANGE_PASSWORD", doing.at());
            watch.tell("leak-found:" + account.id() + ":" + doing.at(), "OFFICER", finding, "ACCOUNT_LEAK", doing.at());
        });
    }

    private Map<String, Object> traced(Account account) {
        SortedSet<String> addresses = new TreeSet<>();
        SortedSet<String> kinds = new TreeSet<>();
        List<Trace.Opened> entries = trace.latest(
                Long.MAX_VALUE, LOOKED_AT, (type, part) -> part.caller().actor().equals(account.id()));
        for (Trace.Opened each : entries) {
            if (!each.account().caller().address().isEmpty()) {
                addresses.add(each.account().caller().address());
            }
            kinds.add(each.type().name());
        }
        long refused =
                entries.stream().filter(each -> each.type() == EntryType.DENIAL).count();
        return Map.of(
                "suspended", true,
                "entries", entries.size(),
                "refused", refused,
                "addresses", List.copyOf(addresses),
                "operations", List.copyOf(kinds));
    }

    /** Opens a suspended account again, with a new password only. */
    private ActOutcome reactivate(Doing doing) {
        doing.only("account", "password");
        Account account = found(doing);
        String password = doing.text("password");
        if (account.active()) {
            return ActOutcome.refused("ACCOUNT", "PAT-22", "the account is not suspended");
        }
        return accounts.get()
                .objection(account.userName(), password)
                .map(told -> ActOutcome.refused("PASSWORD", "PAT-22", told))
                .orElseGet(() -> ActOutcome.done(
                        List.of("PAT-22"),
                        Map.of("suspended", false),
                        () -> accounts.get()
                                .reopen(
                                        account.userName(),
                                        password,
                                        doing.caller().accountId())));
    }

    private ActOutcome held(Doing doing) {
        doing.only("account");
        return ActOutcome.told(
                List.of("PAT-21"), Map.of("held", places.isHeld(found(doing).userName())));
    }

    private ActOutcome release(Doing doing) {
        doing.only("account", "own", "finding");
        Account account = found(doing);
        boolean own = doing.flag("own");
        String finding = doing.text("finding");
        if (!places.isHeld(account.userName())) {
            return ActOutcome.refused("ACCOUNT", "PAT-21", "the account is not held");
        }
        return ActOutcome.done(List.of("PAT-21"), Map.of("finding", finding), () -> {
            var unused = places.release(account.userName(), own);
        });
    }

    private Account found(Doing doing) {
        String name = doing.text("account");
        return accounts.get().find(name).orElseThrow(() -> Doing.fault("there is no account `" + name + "`"));
    }
}
