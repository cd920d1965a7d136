package org.suwen.server.cases;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.suwen.formats.cases.Step;
import org.suwen.ledger.evidence.EvidenceVerifier;
import org.suwen.ledger.evidence.EvidenceWriter;
import org.suwen.ledger.evidence.PackageFiles;
import org.suwen.ledger.evidence.PatientList;
import org.suwen.ledger.postgres.PostgresTokenRuns;
import org.suwen.ledger.tokens.TokenMapKeeper;
import org.suwen.ledger.tokens.TokenMaps;
import org.suwen.ledger.tokens.TokenRuns.Entered;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.server.access.LogKeysOf;
import org.suwen.server.web.Listener;
import org.suwen.server.web.ServerMode;
import org.suwen.vault.PatientId;
import org.suwen.vault.PatientLogKeys;

/** How data leave: over which listener, and in a file that shows a change. */
final class DoorSteps {

    private final CaseHospital hospital;
    private final CaseNames names;

    DoorSteps(CaseHospital hospital, CaseNames names) {
        this.hospital = hospital;
        this.names = names;
    }

    /** Starts a listener in a mode, with TLS or without, on an address. */
    static Came listen(Step.Administer step) {
        var properties = new ServerProperties();
        var ssl = new Ssl();
        ssl.setEnabled("true".equals(step.parameters().get("tls")));
        if (ssl.isEnabled()) {
            ssl.setCertificate("certificate.pem");
        }
        properties.setSsl(ssl);
        try {
            String address = step.parameters().get("address");
            if (address != null) {
                properties.setAddress(InetAddress.getByName(address));
            }
            var unused =
                    new Listener(ServerMode.valueOf(step.parameters().getOrDefault("mode", "SERVE")), properties, "");
            return Came.done();
        } catch (IllegalStateException refused) {
            return Came.refused(List.of("NETWORK"), List.of(), String.valueOf(refused.getMessage()));
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException("`address` is no address", unknown);
        }
    }

    /** A patient downloads the list of all operations; {@code changed} touches it on its way, and it is verified. */
    Came download(Step.Administer step) {
        try {
            byte[] file = list(names.patient(step.parameters().getOrDefault("patient", "")));
            byte[] arrived = "true".equals(step.parameters().get("changed")) ? changed(file) : file;
            var trust = Trust.of(hospital.core().signer().verifier());
            Report report = new EvidenceVerifier(PackageFiles.read(new ByteArrayInputStream(arrived)), trust).verify();
            return report.broken().isEmpty() && report.state() == Report.State.VERIFIED
                    ? Came.done()
                    : Came.refused(List.of("BROKEN"), List.of(), String.valueOf(report.broken()));
        } catch (IOException failed) {
            throw new UncheckedIOException("the list can't be written", failed);
        }
    }

    private byte[] list(PatientId patient) throws IOException {
        var runs = new PostgresTokenRuns(hospital.pool());
        var maps = new TokenMaps(hospital.core().opening().origin(), runs);
        Entered map = new TokenMapKeeper(
                        hospital.core().ledger(),
                        maps,
                        runs,
                        hospital.services().asks()::newId)
                .enter();
        hospital.settle();
        PatientLogKeys keys = hospital.core().vault().logKeys(patient);
        var whose = new PatientList.Patient(
                new LogKeysOf(keys),
                keys.tokenKeyForPatient(),
                entry -> hospital.services().trace().saltedContent(entry, patient));
        var out = new ByteArrayOutputStream();
        try (var writer = new EvidenceWriter(out)) {
            var unused = new PatientList(hospital.core().ledger(), maps)
                    .write(writer, whose, map, hospital.core().ledger().checkpoint());
        }
        return out.toByteArray();
    }

    /** The same package with one bit of its first entry turned. */
    private static byte[] changed(byte[] file) throws IOException {
        var out = new ByteArrayOutputStream();
        boolean done = false;
        try (var writer = new EvidenceWriter(out)) {
            for (var each :
                    PackageFiles.read(new ByteArrayInputStream(file)).all().entrySet()) {
                byte[] bytes = each.getValue().clone();
                if (!done && each.getKey().startsWith("entries/")) {
                    bytes[bytes.length / 2] ^= 1;
                    done = true;
                }
                writer.file(each.getKey(), bytes);
            }
        }
        if (!done) {
            throw new IllegalStateException("the list has no entry to change");
        }
        return out.toByteArray();
    }
}
