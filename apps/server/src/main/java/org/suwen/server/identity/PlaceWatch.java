package org.suwen.server.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.server.identity.Account.GuardianHolder;
import org.suwen.server.identity.Account.PatientHolder;
import org.suwen.server.identity.DocumentShelf.Step;

/**
 * Holds the account of a patient or guardian that signs in from a region it never came from, until somebody has looked at it
 * (PAT-21). The first region an account comes from is its home.
 */
public final class PlaceWatch implements SignInWatch {

    private final DocumentShelf<Places> shelf;
    private final Regions regions;
    private final Alarm alarm;

    /** Hears of each account that is held. */
    public interface Alarm {
        /** An account is held. */
        void held(String account, Instant at);
    }

    /** Where an account has come from, and the region it is held for. */
    record Places(
            String account, String userName, List<String> patients, SortedSet<String> known, Optional<String> heldFor) {
        Places with(SortedSet<String> regions, Optional<String> held) {
            return new Places(account, userName, patients, regions, held);
        }
    }

    /** Places kept in {@code documents}, told apart by {@code regions}. */
    public PlaceWatch(DirectoryDocuments documents, Regions regions, Alarm alarm) {
        this.shelf = new DocumentShelf<>(documents, "sign-in-place", Places.class);
        this.regions = regions;
        this.alarm = alarm;
    }

    @Override
    public boolean admits(Account account, String address, Instant at) {
        if (!(account.holder() instanceof PatientHolder) && !(account.holder() instanceof GuardianHolder)) {
            return true;
        }
        Optional<String> region = regions.of(address);
        boolean admitted = shelf.change(account.userName(), current -> next(account, current, region));
        if (!admitted) {
            alarm.held(account.id(), at);
        }
        return admitted;
    }

    private static Step<Places, Boolean> next(Account account, Optional<Places> current, Optional<String> region) {
        if (current.flatMap(Places::heldFor).isPresent()) {
            return Step.leave(false);
        }
        if (region.isEmpty()) {
            return Step.leave(true);
        }
        Places before = current.orElseGet(() ->
                new Places(account.id(), account.userName(), patients(account), new TreeSet<>(), Optional.empty()));
        SortedSet<String> known = new TreeSet<>(before.known());
        if (known.contains(region.get())) {
            return Step.leave(true);
        }
        if (known.isEmpty()) {
            known.add(region.get());
            return Step.write(before.with(known, Optional.empty()), true);
        }
        return Step.write(before.with(known, region), false);
    }

    private static List<String> patients(Account account) {
        return switch (account.holder()) {
            case PatientHolder holder -> List.of(holder.patientId());
            case GuardianHolder holder -> holder.wards();
            case Account.StaffHolder staff -> List.of();
            case Account.MachineHolder machine -> List.of();
        };
    }

    /** How many accounts of a patient or the guardians are known by their places. */
    public int of(String patient) {
        return about(patient).size();
    }

    /** Forgets the places of a patient's and the guardians' accounts, for erasure; gives how many there were. */
    public int forget(String patient) {
        List<Places> found = about(patient);
        found.forEach(each -> shelf.remove(each.userName()));
        return found.size();
    }

    private List<Places> about(String patient) {
        return shelf.all().stream()
                .filter(each -> each.patients().contains(patient))
                .toList();
    }

    /** Whether an account is held. */
    public boolean isHeld(String userName) {
        return shelf.get(AccountNames.canonical(userName))
                .flatMap(each -> each.value().heldFor())
                .isPresent();
    }

    /** Somebody has looked: the account goes on, and when the place is its own it is known from now on. */
    public boolean release(String userName, boolean own) {
        return shelf.change(AccountNames.canonical(userName), current -> {
            if (current.flatMap(Places::heldFor).isEmpty()) {
                return Step.leave(false);
            }
            SortedSet<String> known = new TreeSet<>(current.get().known());
            if (own) {
                known.add(current.get().heldFor().get());
            }
            return Step.write(current.get().with(known, Optional.empty()), true);
        });
    }
}
