package org.suwen.server.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.suwen.decision.Action;
import org.suwen.decision.ActorKind;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Changes;
import org.suwen.server.access.PatientCard;
import org.suwen.server.hospital.HospitalFile;
import org.suwen.server.hospital.Roll;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.FactorKind;
import org.suwen.server.intake.Intake;
import org.suwen.server.wiring.Suwen;
import org.suwen.vault.PatientId;

/** Fills an empty server with a hospital's staff, registers and patients; every bundle passes the gate like any other. */
public final class DemoHospital {

    /** The account that delivers the hospital's data. */
    public static final String CONNECTOR = "connector";

    private final Suwen suwen;
    private final HospitalFile file;
    private final Clock clock;
    private final PrintStream out;

    /** Fills {@code suwen} from {@code file}, telling {@code out} how far it is. */
    public DemoHospital(Suwen suwen, HospitalFile file, Clock clock, PrintStream out) {
        this.suwen = suwen;
        this.file = file;
        this.clock = clock;
        this.out = out;
    }

    /** Enters what is missing; a start that was cut off is taken up where it stopped. */
    public void fill() {
        people();
        int at = 0;
        List<HospitalFile.PatientBundle> patients = file.patients();
        for (HospitalFile.PatientBundle each : patients) {
            at++;
            if (suwen.services().intake().registered(each.record()).isEmpty()) {
                store(each);
                out.printf("  patients %d/%d%n", at, patients.size());
            }
        }
        file.devices().forEach(this::bindDevice);
    }

    /** Enters staff and registers only. */
    void people() {
        var services = suwen.services();
        new Roll(services.staff(), services.registers(), services.parties()).enter(file, clock.instant());
    }

    private void store(HospitalFile.PatientBundle patient) {
        Ask ask = Ask.of(
                connector(),
                Purpose.COLLECTION,
                Action.CREATE,
                "fhir.transaction",
                suwen.services().asks().newId());
        Intake.Result result = suwen.services().intake().transaction(ask, bytes(patient.file()));
        if (result instanceof Intake.Result.Refused) {
            throw new IllegalStateException("the rules refuse the demo's own data; see the ledger's last denial");
        }
    }

    private Caller connector() {
        return new Caller(
                CONNECTOR,
                ActorKind.APP,
                Role.CONNECTOR,
                Set.of(FactorKind.CLIENT_SECRET),
                "127.0.0.1",
                Duration.ZERO,
                List.of(),
                "demo");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("`" + file.getFileName() + "` can't be read", failed);
        }
    }

    /** The patient with a record number. */
    PatientId patient(String record) {
        return suwen.services()
                .intake()
                .registered(record)
                .orElseThrow(() -> new IllegalStateException("no patient has record number `" + record + "`"));
    }

    private void bindDevice(HospitalFile.Owned owned) {
        PatientId patient = patient(owned.owner());
        PatientCard card = suwen.services().cards().current(patient).card();
        if (card.devices().stream()
                .anyMatch(each -> each.device().equals(owned.device().id()))) {
            return;
        }
        var binding = new DeviceBinding(owned.device().id(), owned.activated(), false, owned.on());
        change(patient, "DEVICE:bound", each -> {
            List<DeviceBinding> devices = new java.util.ArrayList<>(each.devices());
            devices.add(binding);
            return each.withDevices(devices);
        });
    }

    /** Makes an account a patient's own, or its guardian's. */
    void bindAccount(String record, String account, Role role) {
        PatientId patient = patient(record);
        change(patient, "ACCOUNT:" + role, card -> {
            Set<String> holders = new HashSet<>(card.accounts().holders());
            Set<String> guardians = new HashSet<>(card.accounts().guardians());
            (role == Role.GUARDIAN ? guardians : holders).add(account);
            return card.withAccounts(new PatientCard.Accounts(holders, guardians));
        });
    }

    private void change(PatientId patient, String note, java.util.function.UnaryOperator<PatientCard> next) {
        Ask ask = Ask.of(
                connector(),
                Purpose.COLLECTION,
                Action.UPDATE,
                "card.update",
                suwen.services().asks().newId());
        var wish = new Changes.Wish(
                EntryType.STAFF, "Patient", note, OptionalLong.empty(), (card, permit) -> next.apply(card));
        Changes.Outcome outcome = suwen.services().changes().make(ask, patient, wish);
        if (!(outcome instanceof Changes.Outcome.Done)) {
            throw new IllegalStateException("the rules refuse to enter what the hospital file says");
        }
    }
}
