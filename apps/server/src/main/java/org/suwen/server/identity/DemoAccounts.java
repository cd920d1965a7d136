package org.suwen.server.identity;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.suwen.server.web.ServerMode;

/** The demo hospital's sign-in data, in memory and in {@code demo} alone (D24). */
public final class DemoAccounts {
    private final ServerMode mode;
    private final List<DemoAccount> known = new CopyOnWriteArrayList<>();

    DemoAccounts(ServerMode mode) {
        this.mode = mode;
    }

    /** A demo account with its secrets; {@code role} is what the sign-in screen shows. */
    public record DemoAccount(String username, String password, String secret, String name, String role, Note note) {
        /** Never prints a secret. */
        @Override
        public String toString() {
            return "DemoAccount[" + username + "]";
        }
    }

    /** What the account is good for, in two languages. */
    public record Note(String zh, String en) {}

    /**
     * Offers an account on the demo's sign-in screen.
     *
     * @throws IllegalStateException outside {@code demo}
     */
    public void add(DemoAccount account) {
        if (mode != ServerMode.DEMO) {
            throw new IllegalStateException("demo accounts exist in `demo` only");
        }
        known.add(account);
    }

    /** All of them; empty outside {@code demo}. */
    public List<DemoAccount> all() {
        return List.copyOf(known);
    }

    Optional<DemoAccount> find(String userName) {
        String name = AccountNames.canonical(userName);
        return known.stream().filter(account -> account.username().equals(name)).findFirst();
    }

    /** The code to type now: of this step, or of the next when this one's was used and the window allows it. */
    static String nextCode(DemoAccount account, long lastStep, Clock clock) {
        long now = OneTimeCodes.step(clock.instant());
        long step = Math.min(Math.max(now, lastStep + 1), now + OneTimeCodes.WINDOW_STEPS);
        return OneTimeCodes.code(account.secret(), step);
    }
}
