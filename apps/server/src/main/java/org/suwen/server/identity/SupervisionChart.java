package org.suwen.server.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who supervises whom: transitive along the registered line, inside the same department (A11). */
final class SupervisionChart {
    /** The longest line that is followed; a loop in the register ends there too. */
    static final int MAX_LINE = 16;

    private final Map<String, StaffMember> members;
    private final Map<String, List<StaffMember>> direct;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    SupervisionChart(Collection<StaffMember> staff) {
        members = staff.stream().collect(Collectors.toUnmodifiableMap(StaffMember::id, Function.identity()));
        direct = new HashMap<>();
        for (StaffMember member : staff) {
            member.superiors()
                    .forEach(boss -> direct.computeIfAbsent(boss, none -> new ArrayList<>())
                            .add(member));
        }
    }

    /** The two directions of one person's line. */
    record Line(Set<String> superiors, Set<String> subordinates) {
        static final Line NONE = new Line(Set.of(), Set.of());
    }

    Line of(String id) {
        return members.containsKey(id)
                ? lines.computeIfAbsent(id, key -> new Line(superiors(key), subordinates(key)))
                : Line.NONE;
    }

    private Set<String> superiors(String id) {
        Set<String> found = new LinkedHashSet<>();
        List<StaffMember> level = member(id).stream().toList();
        for (int depth = 0; depth < MAX_LINE && !level.isEmpty(); depth++) {
            level = level.stream()
                    .flatMap(below -> below.superiors().stream()
                            .flatMap(boss -> member(boss).stream())
                            .filter(boss -> sameDepartment(boss, below)))
                    .filter(boss -> found.add(boss.id()))
                    .toList();
        }
        found.remove(id);
        return Set.copyOf(found);
    }

    private Set<String> subordinates(String id) {
        Set<String> found = new LinkedHashSet<>();
        List<StaffMember> level = member(id).stream().toList();
        for (int depth = 0; depth < MAX_LINE && !level.isEmpty(); depth++) {
            level = level.stream()
                    .flatMap(boss -> direct.getOrDefault(boss.id(), List.of()).stream()
                            .filter(member -> sameDepartment(member, boss)))
                    .filter(member -> found.add(member.id()))
                    .toList();
        }
        found.remove(id);
        return Set.copyOf(found);
    }

    private Optional<StaffMember> member(String id) {
        return Optional.ofNullable(members.get(id));
    }

    private static boolean sameDepartment(StaffMember one, StaffMember other) {
        return one.department().isPresent() && one.department().equals(other.department());
    }
}
