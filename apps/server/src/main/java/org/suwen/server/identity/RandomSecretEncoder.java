package org.suwen.server.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Keeps the 256-bit random secrets of machines as one SHA-256. Slow hashing guards guessable passwords; here it would
 * only make each token request cost 70 ms. Never used for anything a person chose.
 */
final class RandomSecretEncoder implements PasswordEncoder {
    @Override
    public String encode(@Nullable CharSequence secret) {
        return Secrets.fingerprint(String.valueOf(secret));
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
        return secret != null && encoded != null && Secrets.same(encode(secret), encoded);
    }
}
