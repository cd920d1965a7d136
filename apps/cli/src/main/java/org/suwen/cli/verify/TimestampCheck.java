package org.suwen.cli.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.suwen.ledger.evidence.Manifest;
import org.suwen.ledger.evidence.PackageFiles;
import org.suwen.ledger.verify.Said;

/** Checks a package's RFC 3161 time stamp over its checkpoint. */
final class TimestampCheck {

    static final String PATH = "timestamp.tst";

    private final Optional<X509Certificate> pinned;

    private TimestampCheck(Optional<X509Certificate> pinned) {
        this.pinned = pinned;
    }

    /** What was found. */
    record Result(State state, Said said) {}

    /** How it came out. */
    enum State {
        SOUND,
        UNKNOWN_AUTHORITY,
        BROKEN
    }

    /** A check that trusts the authority of this certificate file, or none. */
    static TimestampCheck trusting(Optional<Path> certificate) throws IOException {
        if (certificate.isEmpty()) {
            return new TimestampCheck(Optional.empty());
        }
        byte[] bytes = Files.readAllBytes(certificate.get());
        try {
            return new TimestampCheck(Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes))));
        } catch (CertificateException malformed) {
            throw new IOException("`" + certificate.get() + "` is no X.509 certificate", malformed);
        }
    }

    /** The result; empty when the package has no time stamp. */
    Optional<Result> check(PackageFiles files) {
        Optional<byte[]> token = files.file(PATH);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        byte[] checkpoint = files.file("checkpoint").orElse(new byte[0]);
        try {
            return Optional.of(
                    check(new TimeStampToken(new org.bouncycastle.cms.CMSSignedData(token.get())), checkpoint));
        } catch (CMSException | TSPException | IOException | OperatorCreationException | CertificateException wrong) {
            return Optional.of(broken());
        }
    }

    private Result check(TimeStampToken token, byte[] checkpoint)
            throws TSPException, OperatorCreationException, CertificateException {
        var info = token.getTimeStampInfo();
        boolean ours = info.getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
                && Arrays.equals(info.getMessageImprintDigest(), Manifest.sha256(checkpoint));
        if (!ours) {
            return broken();
        }
        var builder = new JcaSimpleSignerInfoVerifierBuilder().setProvider(new BouncyCastleProvider());
        String at = info.getGenTime().toInstant().toString();
        if (pinned.isPresent()) {
            token.validate(builder.build(pinned.get()));
            return new Result(
                    State.SOUND,
                    new Said(
                            "the checkpoint was there at " + at + ", says the pinned authority",
                            "检查点不晚于 " + at + " 存在（由指定的时间戳机构证明）"));
        }
        for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
            if (token.getSID().match(holder)) {
                token.validate(builder.build(holder));
                return new Result(
                        State.UNKNOWN_AUTHORITY,
                        new Said(
                                "a time stamp of " + at + " by `" + holder.getSubject()
                                        + "`, whose certificate is not pinned",
                                "时间戳 " + at + "，机构 `" + holder.getSubject() + "`：未指定其证书"));
            }
        }
        return broken();
    }

    private static Result broken() {
        return new Result(State.BROKEN, new Said("the time stamp is not one over this checkpoint", "时间戳不是对该检查点加盖的"));
    }
}
