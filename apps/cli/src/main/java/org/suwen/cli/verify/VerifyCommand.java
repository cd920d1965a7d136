package org.suwen.cli.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.suwen.cli.progress.Progress;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.evidence.EvidenceVerifier;
import org.suwen.ledger.evidence.MalformedEvidenceException;
import org.suwen.ledger.evidence.PackageFiles;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TilePath;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.NoteKeys;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.verify.LedgerReader;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.TileFolder;
import org.suwen.ledger.verify.Trust;
import org.suwen.ledger.verify.UnreadableLedgerException;
import org.suwen.ledger.witness.Policy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command `suwen verify`: an outsider's check of a whole ledger against what he got elsewhere (I6, D22). */
@Command(
        name = "verify",
        description = "Checks a whole ledger, or an evidence package, as an outsider would.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = VerifyCommand.WRONG_USAGE,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:verified",
            "1:broken; the report says where",
            "2:self-consistent only, since no key and no checkpoint was given",
            "3:the ledger can't be reached, which says nothing about it",
            "64:wrong usage"
        })
public final class VerifyCommand implements Callable<Integer> {

    static final int BROKEN = 1;
    static final int SELF_CONSISTENT_ONLY = 2;
    static final int UNREACHABLE = 3;
    static final int WRONG_USAGE = 64;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--ledger",
            paramLabel = "URL or DIR",
            description = "The ledger's address or exported folder (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://localhost:8080/ledger")
    @SuppressWarnings("NullAway.Init") // has a default
    private String ledger;

    @Option(
            names = "--package",
            paramLabel = "FILE",
            description = "An evidence package or a patient's list of accesses, instead of a ledger.")
    private @Nullable Path evidence;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Which logs are known and which witnesses must have cosigned (C2SP tlog-policy).")
    private @Nullable Path policy;

    @Option(
            names = "--tsa",
            paramLabel = "FILE",
            description = "The certificate of the time-stamping authority you trust.")
    private @Nullable Path authority;

    @Option(
            names = "--language",
            paramLabel = "zh or en",
            description = "The report's language (default: ${DEFAULT-VALUE}).",
            defaultValue = "en")
    @SuppressWarnings("NullAway.Init") // has a default
    private String language;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A checkpoint of this ledger that you kept from before.")
    private @Nullable Path checkpoint;

    @Option(
            names = "--key",
            paramLabel = "KEY or FILE",
            description = "The ledger's public key, name+hash+base64, got by another way than from the server.")
    private @Nullable String key;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Keep the checkpoint of this check for next time; not written when the ledger is broken.")
    private @Nullable Path save;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return check();
        } catch (UnreadableLedgerException unreachable) {
            err.println("suwen verify: nothing was verified: " + unreachable.getMessage());
            return UNREACHABLE;
        } catch (IOException failed) {
            err.println("suwen verify: a file can't be read or written: " + failed.getMessage());
            return UNREACHABLE;
        }
    }

    private int check() throws IOException {
        Trust trust = trust();
        if (evidence != null) {
            return checkPackage(existing("--package", evidence), trust);
        }
        if (!ledger.startsWith("http://") && !ledger.startsWith("https://")) {
            Path folder = Path.of(ledger);
            if (!Files.isDirectory(folder)) {
                throw wrong("`--ledger " + ledger + "` is neither an address that begins with http nor a folder");
            }
            return check(new TileFolder(folder), trust);
        }
        try (var http = new HttpLedger(address())) {
            int status = check(http, trust);
            if (status == SELF_CONSISTENT_ONLY) {
                http.offeredKey().ifPresent(this::offer);
            }
            return status;
        }
    }

    private URI address() {
        try {
            return URI.create(ledger);
        } catch (IllegalArgumentException malformed) {
            throw wrong("`--ledger " + ledger + "` is not an address: " + malformed.getMessage());
        }
    }

    private int check(LedgerReader reader, Trust trust) throws IOException {
        Optional<String> note = reader.checkpoint();
        Report report;
        try (Progress progress = Progress.of("checking bundles of 256 entries", bundles(note), messages())) {
            report = new LedgerVerifier(new Frozen(reader, note), trust).verify(done -> progress.step());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(ledger + ": " + report.text(language()));
        out.flush();
        if (save != null && note.isPresent() && report.state() != Report.State.BROKEN) {
            Files.writeString(save, note.get());
            out.println("the checkpoint is kept in `" + save + "`; next time: --checkpoint " + save);
        }
        return status(report);
    }

    private static int status(Report report) {
        return switch (report.state()) {
            case VERIFIED -> 0;
            case BROKEN -> BROKEN;
            case SELF_CONSISTENT_ONLY -> SELF_CONSISTENT_ONLY;
        };
    }

    private int checkPackage(Path file, Trust trust) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PackageFiles files;
        try (InputStream stream = Files.newInputStream(file)) {
            files = PackageFiles.read(stream);
        } catch (MalformedEvidenceException malformed) {
            out.println(file + ": broken: " + malformed.getMessage());
            return BROKEN;
        }
        var verifier = new EvidenceVerifier(files, trust);
        Report report = verifier.verify();
        out.println(file + ": " + report.text(language()));
        Optional<TimestampCheck.Result> stamp =
                TimestampCheck.trusting(Optional.ofNullable(authority)).check(files);
        stamp.ifPresent(result -> out.println(TimestampLine.of(result, language())));
        if (report.state() != Report.State.BROKEN) {
            ShownEntries.print(verifier.shown(), out);
        }
        Optional<ErasureCheck.Result> erasure = ErasureCheck.of(files, trust.keys());
        erasure.ifPresent(result -> result.lines().forEach(out::println));
        out.flush();
        boolean stampBroken = stamp.map(TimestampCheck.Result::state)
                .filter(TimestampCheck.State.BROKEN::equals)
                .isPresent();
        boolean erasureBroken = erasure.filter(result -> !result.sound()).isPresent();
        return stampBroken || erasureBroken ? BROKEN : status(report);
    }

    private Report.Language language() {
        if (!language.equals("zh") && !language.equals("en")) {
            throw wrong("`--language " + language + "` is neither `zh` nor `en`");
        }
        return language.equals("zh") ? Report.Language.CHINESE : Report.Language.ENGLISH;
    }

    private PrintWriter messages() {
        return spec.commandLine().getErr();
    }

    /** How many bundles the checkpoint claims; one when it can't be read, which the check itself will say. */
    private static int bundles(Optional<String> note) {
        try {
            long size = note.map(Checkpoint::unverified).map(Checkpoint::size).orElse(1L);
            return Math.clamp((size + Tile.WIDTH - 1) / Tile.WIDTH, 1, Integer.MAX_VALUE);
        } catch (InvalidNoteException unreadable) {
            return 1;
        }
    }

    private void offer(String offered) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("  the server offers this key: " + offered);
        out.println("  a key from the same server pins nothing: whoever shows a false ledger shows a false key too;");
        out.println("  get it from the hospital by another way and pass it by --key, or keep a checkpoint by --save");
    }

    private Trust trust() throws IOException {
        Trust trust = key == null ? Trust.NOTHING : Trust.of(pinnedKey(key));
        Trust witnessed = policy == null ? trust : trust.withPolicy(policy(policy));
        return checkpoint == null ? witnessed : witnessed.withPinned(pinnedCheckpoint(checkpoint));
    }

    private Policy policy(Path file) throws IOException {
        try {
            String text = Files.readString(existing("--policy", file));
            return Policy.parse(text, Optional.of(new BouncyCastleProvider()));
        } catch (IllegalArgumentException malformed) {
            throw wrong("`--policy " + file + "`: " + malformed.getMessage());
        }
    }

    private NoteVerifier pinnedKey(String given) throws IOException {
        String text = given.contains("+") ? given : Files.readString(existing("--key", Path.of(given)));
        try {
            return NoteKeys.parse(text, Optional.of(new BouncyCastleProvider()));
        } catch (IllegalArgumentException malformed) {
            throw wrong("`--key`: " + malformed.getMessage());
        }
    }

    private Checkpoint pinnedCheckpoint(Path file) throws IOException {
        try {
            return Checkpoint.unverified(Files.readString(existing("--checkpoint", file)));
        } catch (InvalidNoteException malformed) {
            throw wrong("`--checkpoint " + file + "` is no checkpoint: " + malformed.getMessage());
        }
    }

    private Path existing(String option, Path file) {
        if (!Files.isRegularFile(file)) {
            throw wrong("`" + option + " " + file + "`: there is no such file");
        }
        return file;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A ledger at one checkpoint, so that the one that was checked is the one that is kept. */
    private record Frozen(LedgerReader reader, Optional<String> checkpoint) implements LedgerReader {
        @Override
        public Optional<byte[]> read(TilePath path) {
            return reader.read(path);
        }
    }
}
