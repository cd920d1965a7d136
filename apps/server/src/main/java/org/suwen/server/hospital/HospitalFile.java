package org.suwen.server.hospital;

import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Licence;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Study;
import org.suwen.decision.Text;
import org.suwen.decision.Title;
import org.suwen.formats.yaml.YamlFile;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Registers;
import org.suwen.server.apps.PeopleApp;
import org.suwen.server.consent.Parties;
import org.suwen.server.identity.StaffMember;
import org.suwen.server.identity.StaffMember.RosterPeriod;

/**
 * A hospital as a file: institution, departments, staff, recipients, models, studies, patients' bundles and accounts,
 * devices. {@code suwen generate} writes one; errors name file, line and column.
 */
public final class HospitalFile {

    private static final int ROSTER_DAYS = 60;
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private final YamlMap root;
    private final Path folder;

    private HospitalFile(YamlMap root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /** Reads {@code hospital.yaml} of a folder. */
    public static HospitalFile read(Path folder) {
        return new HospitalFile(YamlFile.read(folder.resolve("hospital.yaml")).asMap(), folder);
    }

    /** The institution. */
    public Institution institution() {
        YamlMap map = root.get("institution").asMap();
        List<Institution.Hours> hours =
                map.texts("workingHours").stream().map(HospitalFile::hours).toList();
        return new Institution(map.text("code"), map.text("zh"), map.text("en"), ZoneId.of(map.text("zone")), hours);
    }

    private static Institution.Hours hours(String written) {
        String[] parts = written.split(" ", 2);
        String[] times = parts[1].split("-", 2);
        LocalTime until = times[1].equals("24:00") ? LocalTime.MAX : LocalTime.parse(times[1]);
        return new Institution.Hours(days(parts[0]), LocalTime.parse(times[0]), until);
    }

    private static Set<DayOfWeek> days(String written) {
        String[] range = written.split("-", 2);
        int from = DAYS.indexOf(range[0]);
        int to = DAYS.indexOf(range[range.length - 1]);
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (int day = from; day <= to; day++) {
            days.add(DayOfWeek.of(day + 1));
        }
        return days;
    }

    /** The apps that may act in people's names (SMART App Launch). */
    public List<PeopleApp> apps() {
        return root.each("apps", node -> {
            YamlMap map = node.asMap();
            return new PeopleApp(
                    map.text("id"),
                    new Text(map.text("zh"), map.text("en")),
                    map.texts("redirects").stream().map(URI::create).toList(),
                    map.texts("scopes"));
        });
    }

    /** A department or group by code. */
    public record Named(String code, Text name, List<Named> groups) {}

    /** Departments with their groups. */
    public List<Named> departments() {
        return root.each("departments", HospitalFile::named);
    }

    private static Named named(YamlNode node) {
        YamlMap map = node.asMap();
        return new Named(
                map.text("code"), new Text(map.text("zh"), map.text("en")), map.each("groups", HospitalFile::named));
    }

    /** A member of staff with whether an account is opened. */
    public record Employee(StaffMember member, boolean account) {}

    /** The staff; rosters are laid out around {@code now}. */
    public List<Employee> staff(Instant now) {
        Institution own = institution();
        return root.each("staff", node -> employee(node.asMap(), own, now));
    }

    private static Employee employee(YamlMap map, Institution own, Instant now) {
        Optional<String[]> unit = map.findText("unit").map(text -> text.split("/", 2));
        List<RosterPeriod> roster = new ArrayList<>();
        map.texts("roster").forEach(text -> roster.addAll(periods(hours(text), own.zone(), now)));
        var member = new StaffMember(
                map.text("id"),
                map.text("name"),
                map.constant("role", Role.class),
                map.findConstant("title", Title.class),
                unit.map(parts -> parts[0]),
                unit.filter(parts -> parts.length == 2).map(parts -> parts[1]),
                map.textOr("institution", own.code()),
                map.findText("superior").map(Set::of).orElse(Set.of()),
                true,
                Optional.empty(),
                roster,
                now,
                1);
        return new Employee(member, map.boolOr("account", false));
    }

    private static List<RosterPeriod> periods(Institution.Hours hours, ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        if (hours.days().size() == DAYS.size() && hours.until().equals(LocalTime.MAX)) {
            return List.of(new RosterPeriod(
                    today.minusDays(1).atStartOfDay(zone).toInstant(),
                    today.plusYears(5).atStartOfDay(zone).toInstant()));
        }
        List<RosterPeriod> periods = new ArrayList<>();
        for (int day = 0; day < ROSTER_DAYS; day++) {
            LocalDate date = today.plusDays(day);
            if (hours.days().contains(date.getDayOfWeek())) {
                periods.add(new RosterPeriod(
                        date.atTime(hours.from()).atZone(zone).toInstant(),
                        date.atTime(hours.until()).atZone(zone).toInstant()));
            }
        }
        return periods;
    }

    /** Recipients of the agreement's list (AGR-22). */
    public List<Parties.Recipient> recipients() {
        return root.each("recipients", node -> {
            YamlMap map = node.asMap();
            return new Parties.Recipient(
                    map.text("id"), map.text("institution"), text(map.get("name")), text(map.get("purpose")));
        });
    }

    /** AI models with their licences. */
    public List<Registers.Model> models() {
        return root.each("models", node -> {
            YamlMap map = node.asMap();
            YamlMap licence = map.get("licence").asMap();
            return new Registers.Model(
                    map.text("id"),
                    text(map.get("name")),
                    new Licence(
                            map.text("id"),
                            map.text("version"),
                            licence.distinctTexts("departments"),
                            licence.distinctTexts("dataClasses"),
                            licence.constants("purposes", Purpose.class),
                            map.constant("stage", Licence.Stage.class),
                            map.boolOr("active", true)));
        });
    }

    /** Studies with their members. */
    public List<Registers.StudyRecord> studies() {
        return root.each("studies", node -> {
            YamlMap map = node.asMap();
            Study study = Study.withConsent(
                    map.text("id"), map.constant("state", Study.State.class), map.boolOr("deidentifiedOnly", true));
            return new Registers.StudyRecord(text(map.get("title")), study, map.distinctTexts("members"));
        });
    }

    /** A patient's bundle. */
    public record PatientBundle(String record, Path file, String story) {}

    /** Patients with their bundles. */
    public List<PatientBundle> patients() {
        return root.each("patients", node -> {
            YamlMap map = node.asMap();
            return new PatientBundle(map.text("record"), folder.resolve(map.text("bundle")), map.textOr("story", ""));
        });
    }

    /** An account of a patient or guardian, by record numbers. */
    public record Relative(String id, String name, Role role, List<String> records) {}

    /** Accounts of patients and guardians. */
    public List<Relative> accounts() {
        return root.each("accounts", node -> {
            YamlMap map = node.asMap();
            List<String> records = map.has("patient") ? List.of(map.text("patient")) : map.texts("wards");
            return new Relative(map.text("id"), map.text("name"), map.constant("role", Role.class), records);
        });
    }

    /** A device with its owner and the switches it starts with. */
    public record Owned(Parties.Device device, String owner, boolean activated, Set<String> on) {}

    /** Devices; sensors are named by the data class they fill. */
    public List<Owned> devices() {
        return root.each("devices", node -> {
            YamlMap map = node.asMap();
            Set<String> on = new java.util.TreeSet<>();
            List<Parties.Sensor> sensors = map.each("sensors", each -> {
                YamlMap sensor = each.asMap();
                String code =
                        sensor.text("code").toUpperCase(java.util.Locale.ROOT).replace('-', '_');
                if (sensor.boolOr("on", false)) {
                    on.add(code);
                }
                return new Parties.Sensor(code, text(sensor.get("title")));
            });
            var device = new Parties.Device(map.text("id"), text(map.get("name")), map.text("kind"), sensors);
            return new Owned(device, map.text("owner"), map.boolOr("activated", false), on);
        });
    }

    private static Text text(YamlNode node) {
        YamlMap map = node.asMap();
        return new Text(map.text("zh"), map.text("en"));
    }

    /** The names of institutions by code, the own one and those it has to do with. */
    public Map<String, Text> institutions() {
        Map<String, Text> names = new java.util.TreeMap<>();
        if (root.has("institutions")) {
            root.each("institutions", YamlNode::asMap)
                    .forEach(each -> names.put(each.text("code"), new Text(each.text("zh"), each.text("en"))));
        }
        Institution own = institution();
        names.put(own.code(), new Text(own.zh(), own.en()));
        return names;
    }

    /** The names of units by code, for screens. */
    public Map<String, Text> unitNames() {
        Map<String, Text> names = new java.util.TreeMap<>();
        for (Named department : departments()) {
            names.put(department.code(), department.name());
            department.groups().forEach(group -> names.put(department.code() + "/" + group.code(), group.name()));
        }
        return names;
    }
}
