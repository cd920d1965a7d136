package org.suwen.fhir.search;

import java.util.List;
import java.util.Optional;

/** What a caller may see of one patient's record: chains, includes and matches are followed in it and nowhere else. */
public interface SeenRecord {
    /** All resources of a type that may be seen. */
    List<Seen> all(String type);

    /** One resource, if it is there and may be seen. */
    Optional<Seen> one(String type, String id);
}
