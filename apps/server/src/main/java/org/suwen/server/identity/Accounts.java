package org.suwen.server.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.suwen.decision.ActorKind;
import org.suwen.server.identity.AccessJournal.Change;
import org.suwen.server.identity.AccessJournal.StaffChanged;
import org.suwen.server.identity.Account.Credentials;
import org.suwen.server.identity.Account.Holder;
import org.suwen.server.identity.Account.MachineHolder;
import org.suwen.server.identity.Account.StaffHolder;
import org.suwen.server.identity.DocumentShelf.Step;
import org.suwen.server.identity.DocumentShelf.Stored;

/** The accounts: opened one by one under a name of their own, never by default (ACC-07). */
public final class Accounts {
    private final DocumentShelf<Account> accounts;
    private final AccessJournal journal;
    private final PasswordChecks passwords;
    private final PasswordPolicy policy;
    private final Chance chance;

    /** Clock and random source, which every act here needs (I10). */
    public record Chance(Clock clock, SecureRandom random) {}

    Accounts(
            DirectoryDocuments documents,
            AccessJournal journal,
            PasswordChecks passwords,
            PasswordPolicy policy,
            Chance chance) {
        this.accounts = new DocumentShelf<>(documents, "account", Account.class);
        this.journal = journal;
        this.passwords = passwords;
        this.policy = policy;
        this.chance = chance;
    }

    /** What a new account's holder needs to sign in, shown once and kept nowhere else. */
    public record Opened(Account account, String totpSecret) {
        /** Never prints the secret. */
        @Override
        public String toString() {
            return "Opened[" + account.id() + "]";
        }
    }

    /** A new machine's secret, shown once and kept nowhere else. */
    public record Registered(Account account, String clientSecret) {
        /** Never prints the secret. */
        @Override
        public String toString() {
            return "Registered[" + account.id() + "]";
        }
    }

    /**
     * Opens an account of the demo hospital, whose accounts are named by their parts in the story ({@code admin} among
     * them); elsewhere such names are refused (ACC-07).
     */
    public Opened openForDemo(DemoAccounts demo, String userName, String password, Holder holder) {
        demo.requireDemo();
        return opened(AccountNames.canonical(userName), password, holder);
    }

    /**
     * Opens a person's account.
     *
     * @throws IllegalArgumentException when the name is malformed, default or taken, or the password too weak
     */
    public Opened open(String userName, String password, Holder holder) {
        String name = AccountNames.canonical(userName);
        AccountNames.check(name);
        return opened(name, password, holder);
    }

    private Opened opened(String name, String password, Holder holder) {
        List<PasswordPolicy.Lack> lacks = policy.lacks(password);
        if (!lacks.isEmpty()) {
            throw new IllegalArgumentException("the password is too weak, it lacks `" + lacks + "` (PAT-06)");
        }
        String id = holder instanceof StaffHolder staff
                ? staff.staffId()
                : new UUID(chance.random().nextLong(), chance.random().nextLong()).toString();
        String secret = OneTimeCodes.newSecret(chance.random());
        Credentials credentials =
                new Credentials(passwords.hash(password), Optional.of(secret), 0, 0, Instant.EPOCH, now());
        return new Opened(add(new Account(id, name, ActorKind.PERSON, holder, credentials, true, 1)), secret);
    }

    /** Registers an app, model or device under its client id, and draws its secret. */
    public Registered register(String clientId, ActorKind kind, MachineHolder holder) {
        if (kind == ActorKind.PERSON) {
            throw new IllegalArgumentException("a client is an app, a model or a device");
        }
        String name = AccountNames.canonical(clientId);
        AccountNames.check(name);
        String secret = Secrets.random(chance.random());
        Credentials credentials =
                new Credentials(new RandomSecretEncoder().encode(secret), Optional.empty(), 0, 0, Instant.EPOCH, now());
        return new Registered(add(new Account(name, name, kind, holder, credentials, true, 1)), secret);
    }

    /** The account of this user name or client id. */
    public Optional<Account> find(String userName) {
        return accounts.get(AccountNames.canonical(userName)).map(Stored::value);
    }

    /** All accounts, closed ones included. */
    public List<Account> all() {
        return accounts.all();
    }

    /** Closes an account: its sessions and tokens end with the next request, on every node. */
    public void close(String userName, String by) {
        change(userName, by, "active", Account::deactivated);
    }

    /** Sets a new password; all sessions and tokens of the account end. */
    public void setPassword(String userName, String password, String by) {
        List<PasswordPolicy.Lack> lacks = policy.lacks(password);
        if (!lacks.isEmpty()) {
            throw new IllegalArgumentException("the password is too weak, it lacks `" + lacks + "` (PAT-06)");
        }
        String hash = passwords.hash(password);
        change(userName, by, "password", account -> account.withNewSecret(hash, now()));
    }

    /** What stands against a new password for an account that was closed; empty when nothing does (PAT-22). */
    public Optional<String> objection(String userName, String password) {
        if (passwords.matches(password, find(userName))) {
            return Optional.of("the password is the old one, choose another");
        }
        List<PasswordPolicy.Lack> lacks = policy.lacks(password);
        return lacks.isEmpty() ? Optional.empty() : Optional.of("the password is too weak, it lacks `" + lacks + "`");
    }

    /** Opens a closed account again with a new password. */
    public void reopen(String userName, String password, String by) {
        setPassword(userName, password, by);
        change(userName, by, "active", Account::reactivated);
    }

    /** Removes the accounts of a patient and takes him from his guardians', for erasure; gives how many it touched. */
    public int forgetPatient(String patient, String by) {
        List<Account> found = ofPatient(patient);
        for (Account each : found) {
            if (each.holder() instanceof Account.GuardianHolder guardian) {
                change(each.userName(), by, "wards", account -> account.withHolder(guardian.without(patient)));
            } else {
                journal.record(new StaffChanged(now(), each.id(), by, List.of(new Change("account", "", "removed"))));
                accounts.remove(each.userName());
            }
        }
        return found.size();
    }

    /** Closes the accounts with these ids, as after a restore that may have brought back what was closed since. */
    public int closeAll(java.util.Set<String> ids, String by) {
        List<Account> found = all().stream()
                .filter(each -> each.active() && ids.contains(each.id()))
                .toList();
        found.forEach(each -> close(each.userName(), by));
        return found.size();
    }

    /** The accounts that are a patient's, or a guardian's of his. */
    public List<Account> ofPatient(String patient) {
        return all().stream().filter(each -> each.holder().isOf(patient)).toList();
    }

    DocumentShelf<Account> shelf() {
        return accounts;
    }

    private Account add(Account account) {
        if (accounts.get(account.userName()).isPresent()) {
            throw new IllegalArgumentException("this user name is taken, choose another");
        }
        journal.record(new StaffChanged(now(), account.id(), "", List.of(new Change("account", "", "opened"))));
        accounts.add(account.userName(), account);
        return account;
    }

    private void change(String userName, String by, String what, java.util.function.UnaryOperator<Account> change) {
        Optional<Account> changed = accounts.change(
                AccountNames.canonical(userName),
                current -> current.map(account -> change.apply(account))
                        .map(account -> Step.write(account, Optional.of(account)))
                        .orElseGet(() -> Step.leave(Optional.empty())));
        Account account = changed.orElseThrow(() -> new IllegalArgumentException("there is no such account"));
        journal.record(new StaffChanged(now(), account.id(), by, List.of(new Change(what, "", "changed"))));
    }

    private Instant now() {
        return chance.clock().instant();
    }
}
