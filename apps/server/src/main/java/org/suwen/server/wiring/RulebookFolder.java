package org.suwen.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds the rulebook: the folder named by {@code SUWEN_RULEBOOK}, else the one inside the program.
 *
 * <p>It is read where it lies and never unpacked, so that no folder of the data or temp holds a code or a label.
 */
public final class RulebookFolder {

    private RulebookFolder() {}

    /** The folder. */
    public static Path find() {
        String given = System.getenv("SUWEN_RULEBOOK");
        if (given != null) {
            Path folder = Path.of(given);
            if (!Files.isDirectory(folder)) {
                throw new IllegalStateException("`SUWEN_RULEBOOK` names `" + given + "`, which is not a folder");
            }
            return folder;
        }
        return inside("rulebook");
    }

    /** A folder among the program's own resources. */
    static Path inside(String name) {
        URL place = RulebookFolder.class.getClassLoader().getResource(name + "/");
        if (place == null) {
            throw new IllegalStateException("the program carries no `" + name + "`; build it with ./suwen build");
        }
        try {
            URI address = place.toURI();
            if (address.getScheme().equals("file")) {
                return Path.of(address);
            }
            return inJar(address, name);
        } catch (URISyntaxException | IOException failed) {
            throw new UncheckedIOException("the program's `" + name + "` can't be read", new IOException(failed));
        }
    }

    /** {@code jar:nested:/…/suwen-server.jar/!BOOT-INF/classes/!/name/}, as Spring Boot's loader writes it. */
    private static Path inJar(URI address, String name) throws IOException {
        String text = address.getSchemeSpecificPart();
        int start = text.indexOf('/');
        int end = text.indexOf("/!", start);
        int plain = text.indexOf('!', start);
        Path jar = Path.of(text.substring(start, end > 0 ? end : plain));
        URI zip = URI.create("jar:" + jar.toUri());
        java.nio.file.FileSystem files;
        try {
            files = FileSystems.getFileSystem(zip);
        } catch (FileSystemNotFoundException first) {
            files = FileSystems.newFileSystem(zip, Map.of());
        }
        Path nested = files.getPath("/BOOT-INF/classes/" + name);
        return Files.isDirectory(nested) ? nested : files.getPath("/" + name);
    }
}
