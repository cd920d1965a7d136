package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeySourceTest {
    private static final byte[] KEY = "a key of thirty-two bytes length".getBytes(UTF_8);
    private static final byte[] CONTEXT = "epoch 1".getBytes(UTF_8);

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private Path data;
    private Path file;

    @BeforeEach
    void folders() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        file = folder.resolve("root.key");
    }

    private FileKeySource create() {
        return FileKeySource.create(file, data, "correct horse battery".toCharArray(), random);
    }

    private FileKeySource open(String passphrase) {
        return FileKeySource.open(file, data, passphrase.toCharArray(), random);
    }

    @Test
    void wrapsAndUnwrapsAcrossARestart() throws IOException {
        FileKeySource created = create();
        byte[] wrapped = created.wrap(KEY, CONTEXT);

        FileKeySource opened = open("correct horse battery");

        assertThat(opened.id()).isEqualTo(created.id()).startsWith("file:");
        assertThat(opened.unwrap(wrapped, CONTEXT)).isEqualTo(KEY);
        assertThatThrownBy(() -> opened.unwrap(wrapped, KEY)).isInstanceOf(KeySourceException.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysThatThePassphraseIsWrong() {
        FileKeySource unused = create();

        assertThatThrownBy(() -> open("wrong horse battery"))
                .isInstanceOf(KeySourceException.class)
                .hasMessageContaining("the passphrase is wrong")
                .hasMessageNotContaining("horse");
        assertThatThrownBy(() -> FileKeySource.create(file, data, "short".toCharArray(), random))
                .hasMessageContaining("fewer than");
    }

    @Test
    void refusesAFileThatOthersMayRead() throws IOException {
        FileKeySource unused = create();

        for (String open : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rwx------"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertThatThrownBy(() -> open("correct horse battery"))
                    .isInstanceOf(KeySourceException.class)
                    .hasMessageContaining("chmod 600");
        }
    }

    @Test
    void refusesAPlaceInsideTheDataFolderEvenThroughALink() throws IOException {
        Path inside = Files.createDirectory(data.resolve("keys"));
        Path link = Files.createSymbolicLink(folder.resolve("elsewhere"), inside);

        for (Path place : new Path[] {inside.resolve("root.key"), link.resolve("root.key"), data.resolve("root.key")}) {
            assertThatThrownBy(() -> FileKeySource.create(place, data, "correct horse battery".toCharArray(), random))
                    .isInstanceOf(KeySourceException.class)
                    .hasMessageContaining("inside the data folder");
        }

        assertThat(inside).isEmptyDirectory();
    }

    @Test
    void refusesToReplaceAFileAndToOpenAMissingOne() throws IOException {
        FileKeySource unused = create();
        String before = Files.readString(file);

        assertThatThrownBy(this::create).isInstanceOf(KeySourceException.class).hasMessageContaining("exists already");

        assertThat(Files.readString(file)).isEqualTo(before);
        Files.delete(file);
        assertThatThrownBy(() -> open("correct horse battery"))
                .isInstanceOf(KeySourceException.class)
                .hasMessageContaining("is it there");
    }

    @Test
    void refusesAChangedFile() throws IOException {
        FileKeySource unused = create();
        String text = Files.readString(file);

        for (String changed : new String[] {
            text.replace("SHA256 600000", "SHA256 599999"),
            text.replace("SHA256 600000", "SHA256 999999999"),
            text.replace("SHA256 600000", "SHA256 600001"),
            text.replace("suwen key file 1", "suwen key file 2"),
            text.substring(0, text.length() - 3),
            text + "\n",
            "",
            "x".repeat(5000)
        }) {
            Files.writeString(file, changed);
            assertThatThrownBy(() -> open("correct horse battery")).isInstanceOf(KeySourceException.class);
        }
    }
}
