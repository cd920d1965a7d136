package org.suwen.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The demo accounts' passwords, in the key folder, so that they stay the same between starts; {@code demo} alone. */
final class DemoSecrets {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final Map<String, Secret> secrets = new TreeMap<>();

    /** What signs an account in. */
    record Secret(String password, String totp) {
        /** Never prints a secret. */
        @Override
        public String toString() {
            return "Secret[]";
        }
    }

    DemoSecrets(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                secrets.putAll(JSON.readValue(Files.readAllBytes(file), new TypeReference<Map<String, Secret>>() {}));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the demo's accounts can't be read", failed);
        }
    }

    Optional<Secret> find(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    void put(String name, Secret secret) {
        secrets.put(name, secret);
        save();
    }

    void save() {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, JSON.writeValueAsBytes(secrets));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("the demo's accounts can't be kept", failed);
        }
    }
}
