package org.suwen.server.syslog;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.suwen.ledger.Entry;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.part.AccountPart;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;

/**
 * Sends each entry once it is in the ledger to a log server, in order and at least once: how far it is stands in a
 * document, written after the connection took what was sent. The log server is a copy for its own watchers; what is true
 * is the ledger.
 */
public final class SyslogExport {

    private static final DocumentKey PLACE = new DocumentKey("syslog", "next");
    private static final int BATCH = 500;

    private final Ledger ledger;
    private final DirectoryDocuments documents;
    private final SyslogTarget target;
    private final String host;

    /** Sends the entries of {@code ledger}, named {@code host} there. */
    public SyslogExport(Ledger ledger, DirectoryDocuments documents, SyslogTarget target, String host) {
        this.ledger = ledger;
        this.documents = documents;
        this.target = target;
        this.host = host;
    }

    /** How many entries are not sent yet. */
    public long lag() {
        return ledger.status().head().size() - next();
    }

    private long next() {
        return documents
                .get(PLACE)
                .map(found -> Long.parseLong(new String(found.value(), StandardCharsets.US_ASCII)))
                .orElse(0L);
    }

    /**
     * Sends all that is new; gives how many entries went.
     *
     * @throws UncheckedIOException when the log server can't be reached; the next call goes on where this one ended
     */
    public synchronized long send() {
        long from = next();
        if (from >= ledger.status().head().size()) {
            return 0;
        }
        long at = from;
        try (Socket socket = target.open();
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            List<Entry> batch = ledger.entriesFrom(at, BATCH);
            while (!batch.isEmpty()) {
                for (Entry entry : batch) {
                    AccountPart account = AccountPart.decode(ledger.openAccount(entry));
                    out.write(SyslogLine.framed(host, at, entry.type(), account));
                    at++;
                }
                out.flush();
                keep(at);
                batch = ledger.entriesFrom(at, BATCH);
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException("the log server of `suwen.syslog` can't be reached", unreachable);
        }
        return at - from;
    }

    private void keep(long next) {
        Optional<VersionedBytes> found = documents.get(PLACE);
        var unused = documents.put(
                PLACE,
                found.map(VersionedBytes::version).orElse(0L),
                Long.toString(next).getBytes(StandardCharsets.US_ASCII));
    }
}
