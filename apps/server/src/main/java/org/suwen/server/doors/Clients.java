package org.suwen.server.doors;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.acts.Shelf;
import org.suwen.server.identity.DirectoryDocuments;

/**
 * The programs through which people reach their data: only registered ones, from a version on that encrypts whatever the
 * user wishes, and only to places on their list (PAT-19, PAT-20).
 */
public final class Clients {

    private final Shelf<Client> clients;

    /** Clients kept in {@code documents}. */
    public Clients(DirectoryDocuments documents) {
        this.clients = new Shelf<>(documents, "client", Client.class);
    }

    /**
     * A registered program.
     *
     * @param minimum the lowest version let in, numbers separated by points
     * @param targets where it may hand data on to
     */
    record Client(String id, String minimum, SortedSet<String> targets, boolean active) {}

    /** The acts. */
    public List<Known> acts() {
        return List.of(
                Known.ofOfficer("clients.register", this::register),
                Known.ofOfficer("clients.revoke", this::revoke),
                Known.ofAnybody("clients.admit", this::admit));
    }

    private ActOutcome register(Doing doing) {
        doing.only("id", "minimumVersion", "encryption", "targets");
        if (doing.constant("encryption", Encryption.class) != Encryption.FORCED) {
            return ActOutcome.refused("CHANNEL", "PAT-19", "encryption that a user can switch off is none");
        }
        Shelf.Held<Client> held = clients.held(doing.text("id"));
        String minimum = doing.text("minimumVersion");
        if (!minimum.matches("\\d{1,6}(\\.\\d{1,6}){0,3}")) {
            throw Doing.fault("`minimumVersion` is numbers separated by points");
        }
        var client = new Client(doing.text("id"), minimum, doing.texts("targets"), true);
        return ActOutcome.done(List.of("PAT-19", "PAT-20"), Map.of("id", client.id()), clients.putting(held, client));
    }

    /** How a program encrypts what it keeps. */
    enum Encryption {
        FORCED,
        OPTIONAL,
        NONE
    }

    private ActOutcome revoke(Doing doing) {
        doing.only("id");
        Shelf.Held<Client> held = clients.held(doing.text("id"));
        Client client = held.value().orElseThrow(() -> Doing.fault("there is no client `" + held.key() + "`"));
        var revoked = new Client(client.id(), client.minimum(), client.targets(), false);
        return ActOutcome.done(List.of("PAT-20"), Map.of("id", client.id()), clients.putting(held, revoked));
    }

    private ActOutcome admit(Doing doing) {
        doing.only("client", "version", "target");
        return defect(doing.text("client"), doing.text("version"), doing.find("target"))
                .map(told -> ActOutcome.refused("CHANNEL", told.rule(), told.what()))
                .orElseGet(() -> ActOutcome.told(List.of("PAT-20"), Map.of("admitted", true)));
    }

    /** Why a program is not let in. */
    public record Defect(String rule, String what) {}

    /** What stands against a program in this version handing data on to a target. */
    public Optional<Defect> defect(String id, String version, Optional<String> target) {
        Optional<Client> client = clients.get(id).filter(Client::active);
        if (client.isEmpty()) {
            return Optional.of(new Defect("PAT-20", "the program is not registered"));
        }
        if (older(version, client.get().minimum())) {
            return Optional.of(new Defect(
                    "PAT-19", "the version is older than " + client.get().minimum()));
        }
        return target.filter(each -> !client.get().targets().contains(each))
                .map(each -> new Defect("PAT-20", "this program hands nothing on to there"));
    }

    /** Compares versions number by number; what is no version is older than every one. */
    static boolean older(String version, String minimum) {
        if (!version.matches("\\d{1,6}(\\.\\d{1,6}){0,3}")) {
            return true;
        }
        String[] left = version.split("\\.", -1);
        String[] right = minimum.split("\\.", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int difference = Integer.compare(part(left, i), part(right, i));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static int part(String[] parts, int index) {
        return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    }
}
