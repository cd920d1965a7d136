package org.suwen.server.identity;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;

/**
 * The versions that were asked for when a request's caller was recognised, for the first decision of that request.
 *
 * <p>They serve once: a second decision in the same request, work on another thread and work after a change made by the
 * request itself ask the store again.
 */
public final class RequestVersions {
    private static final ScopedValue<AtomicReference<Map<DocumentKey, Long>>> ASKED = ScopedValue.newInstance();

    private RequestVersions() {}

    /** The rest of a request. */
    @FunctionalInterface
    interface Rest {
        void run() throws IOException, ServletException;
    }

    /** Handles the rest of a request for which {@code versions} were asked just now. */
    static void during(Map<DocumentKey, Long> versions, Rest rest) throws IOException, ServletException {
        try {
            ScopedValue.where(ASKED, new AtomicReference<>(versions)).call(() -> {
                rest.run();
                return true;
            });
        } catch (IOException | ServletException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The versions of exactly these documents, if they were asked for and not taken yet. */
    static Optional<List<Long>> take(List<DocumentKey> keys) {
        if (!ASKED.isBound()) {
            return Optional.empty();
        }
        Map<DocumentKey, Long> asked = ASKED.get().get();
        if (!asked.keySet().containsAll(keys)) {
            return Optional.empty();
        }
        ASKED.get().set(Map.of());
        return Optional.of(keys.stream().map(asked::get).toList());
    }

    /** Forgets them: the request itself has changed a document. */
    public static void forget() {
        if (ASKED.isBound()) {
            ASKED.get().set(Map.of());
        }
    }
}
