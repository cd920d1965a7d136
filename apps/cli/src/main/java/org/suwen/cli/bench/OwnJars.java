package org.suwen.cli.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The jars inside this program's own jar, taken out so that another process can use them. */
final class OwnJars {

    private static final String INSIDE = "BOOT-INF/lib/";

    private OwnJars() {}

    /** A class path for another process; jars are put into the folder when the program runs from one jar. */
    static String classPath(Path folder) throws IOException {
        String own = System.getProperty("java.class.path");
        if (own.contains(File.pathSeparator) || !own.endsWith(".jar")) {
            return own;
        }
        Files.createDirectories(folder);
        List<String> paths = new ArrayList<>();
        try (JarFile jar = new JarFile(own)) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().startsWith(INSIDE) && entry.getName().endsWith(".jar")) {
                    Path to = folder.resolve(entry.getName().substring(INSIDE.length()));
                    try (InputStream bytes = jar.getInputStream(entry)) {
                        Files.copy(bytes, to, StandardCopyOption.REPLACE_EXISTING);
                    }
                    paths.add(to.toString());
                }
            }
        }
        return String.join(File.pathSeparator, paths);
    }
}
