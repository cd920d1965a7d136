package org.suwen.cli.generate;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.cli.generate.person.Identity;
import org.suwen.cli.generate.person.Identity.Contact;
import org.suwen.cli.generate.person.Identity.Name;
import org.suwen.cli.generate.person.IdentityMaker;
import org.suwen.cli.generate.record.Chart;
import org.suwen.cli.generate.record.DateShift;
import org.suwen.cli.generate.record.Episode;
import org.suwen.cli.generate.record.PatientBundle;
import org.suwen.cli.generate.record.RawRecord;

/** Gives Synthea's records to the hospital's patients: the story's first, then the others. */
final class Population {

    private final long seed;
    private final LocalDate now;
    private final int claims;
    private final DateShift shift;
    private final Chart.Hospital hospital = Library.hospital();
    private final List<Episode> episodes = Library.episodes();
    private final IdentityMaker identities;

    /** A patient: whose record, with which part in the story. */
    record Place(int index, Path raw, Optional<Episode> episode) {}

    Population(GenerateOrder order) {
        this.seed = order.seed();
        this.now = order.now();
        this.claims = order.claims();
        this.shift = new DateShift(Synthea.SIMULATED_END, now);
        this.identities = new IdentityMaker(seed, Library.names());
    }

    /** Who gets which record. The ordinary patient is the adult with the fewest special diseases in Synthea's years. */
    List<Place> places(Map<String, List<Path>> rawByCohort) {
        Map<String, List<Path>> free = new HashMap<>();
        rawByCohort.forEach((cohort, files) -> free.put(cohort, new ArrayList<>(files)));
        Map<String, Path> ordinary = new HashMap<>();
        episodes.stream().filter(Episode::isOrdinary).forEach(episode -> {
            List<Path> candidates = free.getOrDefault(episode.cohort(), new ArrayList<>());
            Path plainest = candidates.stream()
                    .min(Comparator.comparingLong(
                            (Path file) -> RawRecord.read(file).specialDiseases(hospital.vocabulary())))
                    .orElseThrow();
            candidates.remove(plainest);
            ordinary.put(episode.story(), plainest);
        });
        List<Place> places = new ArrayList<>();
        for (Episode episode : episodes) {
            Path raw = Optional.ofNullable(ordinary.get(episode.story()))
                    .orElseGet(() -> free.getOrDefault(episode.cohort(), new ArrayList<>())
                            .removeFirst());
            places.add(new Place(places.size() + 1, raw, Optional.of(episode)));
        }
        free.keySet().stream()
                .sorted()
                .flatMap(cohort -> free.getOrDefault(cohort, List.of()).stream())
                .forEach(raw -> places.add(new Place(places.size() + 1, raw, Optional.empty())));
        return places;
    }

    /** The identity at a place. */
    Identity identity(int index, RawRecord raw, Optional<Episode> episode) {
        Optional<Name> name = episode.map(one -> new Name(one.family(), one.given()));
        Optional<Contact> kin = episode.map(Episode::guardian)
                .map(guardian -> new Contact(
                        new Name(guardian.family(), guardian.given()),
                        guardian.relationship(),
                        guardian.relationshipZh(),
                        guardian.sex(),
                        ""));
        return identities.make(index, raw.sex(), raw.birth(shift), now, name, kin);
    }

    /** The bundle of a patient. */
    PatientBundle bundle(int index, RawRecord raw, Optional<Episode> episode) {
        Identity identity = identity(index, raw, episode);
        Chart chart = new Chart(identity, raw.patientUrl(), hospital, seed, now);
        return PatientBundle.write(chart, raw, shift, episode, claims);
    }
}
