package org.suwen.server.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Role;
import org.suwen.decision.Text;
import org.suwen.server.access.Registers;
import org.suwen.server.hospital.HospitalFile;
import org.suwen.server.identity.Account;
import org.suwen.server.identity.Account.GuardianHolder;
import org.suwen.server.identity.Account.Holder;
import org.suwen.server.identity.Account.MachineHolder;
import org.suwen.server.identity.Account.PatientHolder;
import org.suwen.server.identity.Account.StaffHolder;
import org.suwen.server.identity.Accounts;
import org.suwen.server.identity.DemoAccounts;
import org.suwen.server.identity.DemoAccounts.DemoAccount;
import org.suwen.server.identity.DemoAccounts.Note;
import org.suwen.server.identity.StaffMember;
import org.suwen.server.wiring.Suwen;

/** Brings the demo up: the hospital's data, accounts with random passwords, and what to print. */
public final class DemoStart {

    private static final Map<String, Text> PARTS = Map.of(
            "RESIDENT", new Text("住院医师", "resident"),
            "ATTENDING", new Text("主治医师", "attending"),
            "ASSOCIATE_CHIEF", new Text("副主任医师", "associate chief"),
            "CHIEF", new Text("主任医师", "chief"),
            "NURSE", new Text("护士", "nurse"),
            "OFFICER", new Text("数据保护官", "data-protection officer"),
            "AUDITOR", new Text("审计员", "auditor"),
            "ADMINISTRATOR", new Text("系统管理员", "administrator"),
            "RESEARCHER", new Text("研究人员", "researcher"));

    private final Suwen suwen;
    private final HospitalFile file;
    private final Accounts accounts;
    private final DemoAccounts offered;
    private final DemoSecrets secrets;
    private final SecureRandom random;
    private final Map<String, Text> units;

    /** A demo on {@code suwen}; secrets are kept in {@code keys}, outside the data folder. */
    public DemoStart(
            Suwen suwen, HospitalFile file, Accounts accounts, DemoAccounts offered, Path keys, SecureRandom random) {
        this.suwen = suwen;
        this.file = file;
        this.accounts = accounts;
        this.offered = offered;
        this.secrets = new DemoSecrets(keys.resolve("demo-accounts.json"));
        this.random = random;
        this.units = file.unitNames();
    }

    /** Enters what is missing, offers the accounts on the sign-in screen, and prints how to begin. */
    public void run(Clock clock, PrintStream out, String address) {
        var hospital = new DemoHospital(suwen, file, clock, out);
        hospital.fill();
        open(clock);
        file.accounts().forEach(each -> relativeAccount(hospital, each));
        for (HospitalFile.Owned device : file.devices()) {
            machine(
                    device.device().id(),
                    ActorKind.DEVICE,
                    Role.DEVICE,
                    device.device().name().zh(),
                    "a patient's watch");
        }
        secrets.save();
        print(out, address);
    }

    /** Opens staff, models and the connector only: a hospital without patients, to import some. */
    public void runEmpty(Clock clock, PrintStream out, String address) {
        new DemoHospital(suwen, file, clock, out).people();
        open(clock);
        secrets.save();
        print(out, address);
    }

    private void open(Clock clock) {
        file.staff(clock.instant()).stream()
                .map(HospitalFile.Employee::member)
                .filter(DemoStart::featured)
                .forEach(this::staffAccount);
        machine(DemoHospital.CONNECTOR, ActorKind.APP, Role.CONNECTOR, "数据接口", "sends the hospital's data");
        for (Registers.Model model : file.models()) {
            machine(
                    model.id(),
                    ActorKind.MODEL,
                    Role.MODEL,
                    model.name().zh(),
                    model.name().en());
        }
    }

    /** Those who appear in the story, and the office; the rest of the staff exists without accounts. */
    private static boolean featured(StaffMember member) {
        return switch (member.role()) {
            case DOCTOR, NURSE -> !member.roster().isEmpty();
            case ADMINISTRATOR, OFFICER, AUDITOR, RESEARCHER, PARTNER, AUTHORITY -> true;
            case PATIENT, GUARDIAN, CONNECTOR, MODEL, DEVICE -> false;
        };
    }

    private void staffAccount(StaffMember member) {
        Text unit = units.getOrDefault(
                member.department().orElse("")
                        + member.group().map(group -> "/" + group).orElse(""),
                units.getOrDefault(member.department().orElse(""), new Text("", "")));
        Text part = PARTS.getOrDefault(
                member.title().map(Enum::name).orElse(member.role().name()), new Text("", ""));
        boolean guest = !member.institution().equals(file.institution().code());
        Note note = new Note(
                (guest ? "外院 " : "") + unit.zh() + " " + part.zh(),
                (guest ? "another hospital, " : "") + (unit.en().isEmpty() ? "" : unit.en() + ", ") + part.en());
        person(member.id(), member.name(), member.role(), new StaffHolder(member.id()), note);
    }

    private void relativeAccount(DemoHospital hospital, HospitalFile.Relative relative) {
        List<String> patients = relative.records().stream()
                .map(record -> hospital.patient(record).toString())
                .toList();
        Holder holder = relative.role() == Role.GUARDIAN
                ? new GuardianHolder(relative.name(), patients)
                : new PatientHolder(relative.name(), patients.getFirst());
        Note note = relative.role() == Role.GUARDIAN ? new Note("监护人", "guardian") : new Note("患者", "patient");
        Optional<Account> opened = person(relative.id(), relative.name(), relative.role(), holder, note);
        opened.ifPresent(account ->
                relative.records().forEach(record -> hospital.bindAccount(record, account.id(), relative.role())));
    }

    /** Opens an account unless it is there; gives it back only when it is new. */
    private Optional<Account> person(String name, String shown, Role role, Holder holder, Note note) {
        Optional<DemoSecrets.Secret> kept = secrets.find(name);
        if (accounts.find(name).isPresent() && kept.isPresent()) {
            offered.add(new DemoAccount(name, kept.get().password(), kept.get().totp(), shown, role.name(), note));
            return Optional.empty();
        }
        String password = password();
        Accounts.Opened opened = accounts.openForDemo(offered, name, password, holder);
        secrets.put(name, new DemoSecrets.Secret(password, opened.totpSecret()));
        offered.add(new DemoAccount(name, password, opened.totpSecret(), shown, role.name(), note));
        return Optional.of(opened.account());
    }

    private void machine(String id, ActorKind kind, Role role, String zh, String en) {
        if (accounts.find(id).isEmpty()) {
            Accounts.Registered registered = accounts.register(id, kind, new MachineHolder(zh, role, "admin"));
            secrets.put(id, new DemoSecrets.Secret(registered.clientSecret(), ""));
        }
        String secret = secrets.find(id).map(DemoSecrets.Secret::password).orElse("");
        offered.add(new DemoAccount(id, secret, "", zh, role.name(), new Note(zh, en)));
    }

    private String password() {
        byte[] bytes = new byte[9];
        random.nextBytes(bytes);
        return "Sw9-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "a";
    }

    private void print(PrintStream out, String address) {
        out.println();
        out.println("Suwen demo hospital: " + address);
        out.println("Sign in with a name, its password and a one-time code; the sign-in page offers them all.");
        out.println();
        out.printf("  %-18s %-14s %-20s %s%n", "account", "role", "password", "one-time-code secret (RFC 6238)");
        for (DemoAccount each : offered.all()) {
            if (!each.secret().isEmpty()) {
                out.printf("  %-18s %-14s %-20s %s%n", each.username(), each.role(), each.password(), each.secret());
            }
        }
        out.println();
        out.println("Tokens for curl: ./suwen token dr.lin     Check of the ledger: ./suwen verify     Stop: Ctrl-C");
    }
}
