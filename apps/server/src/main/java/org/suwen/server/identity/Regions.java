package org.suwen.server.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.suwen.decision.condition.Address;
import org.suwen.decision.condition.Network;

/** In which region an address lies; the narrowest network that names it counts. */
public final class Regions {

    private final List<Named> networks = new ArrayList<>();

    private record Named(String region, Network network) {}

    /** Regions with their networks, written as {@code 203.0.113.0/24}. */
    public Regions(Map<String, List<String>> regions) {
        new TreeMap<>(regions)
                .forEach((region, each) ->
                        each.forEach(network -> networks.add(new Named(region, Network.of(network)))));
    }

    /** The region of an address; empty when no network names it. */
    public Optional<String> of(String address) {
        Address at = Address.of(address);
        return networks.stream()
                .filter(each -> each.network().contains(at))
                .max(java.util.Comparator.comparingInt(each -> each.network().prefix()))
                .map(Named::region);
    }
}
