package org.suwen.server.matters;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.suwen.decision.Action;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.matter.Matter;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Gate;
import org.suwen.server.access.RecordQuery;
import org.suwen.server.identity.Caller;
import org.suwen.vault.PatientId;

/** Makes the package a patient takes along: all that the rules show him of his own record, through the gate. */
public final class Parcels {

    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MOST_PAGES = 200;
    private static final String CURVE = "sm2p256v1";

    private final Gate gate;
    private final Asks asks;
    private final Provider national;
    private final SecureRandom random;

    /** Packages by way of {@code gate}. */
    public Parcels(Gate gate, Asks asks, Provider national, SecureRandom random) {
        this.gate = gate;
        this.asks = asks;
        this.national = national;
        this.random = random;
    }

    /** What came of making a package. */
    sealed interface Made {
        /** It is ready; each page of it is in the ledger. */
        record Ready(Parcel parcel) implements Made {}

        /** The rules refuse the caller. */
        record Refused(Answer refusal) implements Made {}

        /** It can't be sealed to the key given. */
        record Unfit(Defect defect) implements Made {}
    }

    Made make(Caller caller, PatientId patient, Matter matter) {
        Optional<ECPublicKeyParameters> to = key(matter.facts().getOrDefault("key", ""));
        if (to.isEmpty()) {
            return new Made.Unfit(Defect.of(
                    "RGT-11",
                    "facts.key",
                    "公钥无法识别，请提供 SM2 公钥（未压缩点，十六进制）",
                    "it is no SM2 public key; give the uncompressed point in hexadecimal, 130 digits"));
        }
        List<byte[]> resources = new ArrayList<>();
        Set<String> withheld = new TreeSet<>();
        Optional<Answer> refusal = read(caller, patient, resources, withheld);
        return refusal.<Made>map(Made.Refused::new)
                .orElseGet(() -> new Made.Ready(seal(to.get(), resources, List.copyOf(withheld))));
    }

    private Optional<Answer> read(Caller caller, PatientId patient, List<byte[]> resources, Set<String> withheld) {
        Optional<String> link = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            var ask = asks.of(caller, Action.SEARCH, "portability");
            Answer answer = gate.record(ask, new RecordQuery(patient, Optional.empty(), link, Gate.PAGE_LIMIT));
            if (!(answer instanceof Answer.Page found)) {
                return Optional.of(answer);
            }
            found.resources().forEach(each -> resources.add(each.json()));
            found.withheld().forEach(reason -> withheld.add(reason.code()));
            link = found.next();
            if (link.isEmpty()) {
                return Optional.empty();
            }
        }
        throw new IllegalStateException("a record has more than `" + MOST_PAGES + "` pages");
    }

    static Optional<ECPublicKeyParameters> key(String hex) {
        X9ECParameters curve = GMNamedCurves.getByName(CURVE);
        try {
            var point = curve.getCurve().decodePoint(HexFormat.of().parseHex(hex.strip()));
            return Optional.of(new ECPublicKeyParameters(point, new ECDomainParameters(curve)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    Parcel seal(ECPublicKeyParameters to, List<byte[]> resources, List<String> withheld) {
        byte[] key = new byte[KEY_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(key);
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding", national);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "SM4"), new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = cipher.doFinal(bundle(resources));
            var wrap = new SM2Engine(SM2Engine.Mode.C1C3C2);
            wrap.init(true, new ParametersWithRandom(to, random));
            byte[] digest = MessageDigest.getInstance("SM3", national).digest(sealed);
            return new Parcel(
                    wrap.processBlock(key, 0, key.length),
                    nonce,
                    sealed,
                    "sm3:" + HexFormat.of().formatHex(digest),
                    resources.size(),
                    withheld);
        } catch (GeneralSecurityException | InvalidCipherTextException failed) {
            throw new IllegalStateException("the package can't be sealed", failed);
        }
    }

    private static byte[] bundle(List<byte[]> resources) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < resources.size(); i++) {
            out.writeBytes((i == 0 ? "{\"resource\":" : ",{\"resource\":").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(resources.get(i));
            out.write('}');
        }
        out.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
