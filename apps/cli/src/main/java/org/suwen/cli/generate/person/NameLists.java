package org.suwen.cli.generate.person;

import java.util.List;

/** What names and addresses are made of; surnames stand in the order of how common they are. */
public record NameLists(
        List<String> surnames,
        List<String> male,
        List<String> female,
        List<String> unisex,
        String city,
        List<String> districts,
        List<String> streets) {

    /** Copies the lists. */
    public NameLists {
        surnames = List.copyOf(surnames);
        male = List.copyOf(male);
        female = List.copyOf(female);
        unisex = List.copyOf(unisex);
        districts = List.copyOf(districts);
        streets = List.copyOf(streets);
    }

    /** A surname; the earlier ones more often, as in life. */
    String surname(Chance chance) {
        int bound = 1 + chance.below(surnames.size());
        return surnames.get(chance.below(bound));
    }
}
