package org.suwen.server.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.suwen.decision.Action;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.server.access.Ask;
import org.suwen.server.identity.Caller;

/**
 * An export under way or done. It holds no data: who may be exported stands in its parts, what leaves is decided, opened and
 * entered when a file is fetched.
 *
 * @param request the address of the kick-off
 * @param at what is exported is the state as of this instant
 * @param total patients to be looked at
 * @param parts how many parts were written
 * @param seen how many patients were looked at
 * @param found how many patients there are of each type
 * @param until when it ends, whatever its state
 */
record ExportJob(
        String id,
        Caller caller,
        Purpose purpose,
        Software software,
        ExportOrder order,
        String request,
        State state,
        Instant at,
        int total,
        int parts,
        int seen,
        Map<String, Integer> found,
        Instant until) {

    /** The version a model says it runs, and the account it was called through (LIC-03, LIC-23). */
    record Software(Optional<String> version, Optional<String> via) {}

    /** How far an export is. */
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    ExportJob {
        found = new TreeMap<>(found);
    }

    /** Some patients, each with the types of which something may leave; {@code types} are places in {@code names}. */
    record Part(List<String> patients, List<String> names, List<List<Integer>> types) {
        /** The same without a patient. */
        Part without(String patient) {
            List<String> left = new ArrayList<>(patients);
            List<List<Integer>> their = new ArrayList<>(types);
            their.remove(left.indexOf(patient));
            left.remove(patient);
            return new Part(left, names, their);
        }
    }

    /** The question about one patient: a search, but for patients and guardians a copy that leaves (PAT-12 to PAT-14). */
    Ask ask(Caller who, String operation, UUID request) {
        boolean own = who.role() == Role.PATIENT || who.role() == Role.GUARDIAN;
        return Ask.of(who, purpose, own ? Action.EXPORT : Action.SEARCH, operation, request)
                .by(software.version(), software.via());
    }

    ExportJob looked(int patients, Map<String, Integer> more) {
        Map<String, Integer> all = new TreeMap<>(found);
        more.forEach((type, count) -> all.merge(type, count, Integer::sum));
        return new ExportJob(
                id,
                caller,
                purpose,
                software,
                order,
                request,
                state,
                at,
                total,
                parts + 1,
                seen + patients,
                all,
                until);
    }

    ExportJob of(int patients) {
        return new ExportJob(
                id, caller, purpose, software, order, request, state, at, patients, parts, seen, found, until);
    }

    ExportJob ended(State how, Instant end) {
        return new ExportJob(id, caller, purpose, software, order, request, how, at, total, parts, seen, found, end);
    }
}
