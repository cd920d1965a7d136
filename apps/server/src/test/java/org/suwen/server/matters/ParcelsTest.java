package org.suwen.server.matters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.suwen.server.access.Asks;

class ParcelsTest {

    private static final Provider NATIONAL = new BouncyCastleProvider();

    @Test
    @SuppressWarnings("NullAway") // sealing asks no gate
    void thePatientsKeyAloneOpensTheParcel() throws Exception {
        SecureRandom random = new SecureRandom();
        var domain = new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));
        var pairs = new ECKeyPairGenerator();
        pairs.init(new ECKeyGenerationParameters(domain, random));
        var pair = pairs.generateKeyPair();
        String point = HexFormat.of()
                .formatHex(((ECPublicKeyParameters) pair.getPublic()).getQ().getEncoded(false));
        var parcels = new Parcels(null, new Asks(random), NATIONAL, random);

        Parcel parcel = parcels.seal(
                Parcels.key(point).orElseThrow(),
                List.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8), "{\"b\":2}".getBytes(StandardCharsets.UTF_8)),
                List.of());

        var unwrap = new SM2Engine(SM2Engine.Mode.C1C3C2);
        unwrap.init(false, pair.getPrivate());
        byte[] key = unwrap.processBlock(parcel.key(), 0, parcel.key().length);
        Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding", NATIONAL);
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "SM4"), new GCMParameterSpec(128, parcel.nonce()));
        assertThat(new String(cipher.doFinal(parcel.sealed()), StandardCharsets.UTF_8))
                .isEqualTo("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":"
                        + "[{\"resource\":{\"a\":1}},{\"resource\":{\"b\":2}}]}");
        assertThat(parcel.digest())
                .isEqualTo("sm3:"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SM3", NATIONAL)
                                        .digest(parcel.sealed())));
    }

    @Test
    void whatIsNoPointOfTheCurveIsNoKey() {
        assertThat(Parcels.key("04")).isEmpty();
        assertThat(Parcels.key("zz")).isEmpty();
        assertThat(Parcels.key("04" + "11".repeat(64))).isEmpty();
    }
}
