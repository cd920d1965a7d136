package org.suwen.cli.bench.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * What the database does at best: the same bytes as an entry, committed in groups by one binary COPY each, into a table
 * without an index, a tree or a check.
 */
final class BareCommit implements AutoCloseable {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MOST_TOGETHER = 1024;

    private final Connection connection;
    private final BlockingQueue<Row> queue = new ArrayBlockingQueue<>(4 * MOST_TOGETHER);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("bare-commit").unstarted(this::commit);

    @SuppressWarnings("ArrayRecordComponent") // handed on once
    private record Row(byte[] bytes, CompletableFuture<Boolean> durable) {}

    BareCommit(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bare_commit (at bigint NOT NULL, body bytea NOT NULL)");
            statement.execute("ALTER TABLE bare_commit ALTER COLUMN body SET STORAGE EXTERNAL");
        }
        connection.setAutoCommit(false);
        thread.start();
    }

    /** Returns once the bytes are durable. */
    void add(byte[] bytes) throws InterruptedException {
        var row = new Row(bytes, new CompletableFuture<>());
        queue.put(row);
        if (!row.durable().join()) {
            throw new IllegalStateException("the bare commit failed");
        }
    }

    private void commit() {
        List<Row> batch = new ArrayList<>();
        try {
            long at = 0;
            while (true) {
                Row first = queue.poll(1, TimeUnit.HOURS);
                if (first == null) {
                    return;
                }
                batch.add(first);
                queue.drainTo(batch, MOST_TOGETHER - 1);
                copy(batch, at);
                at += batch.size();
                batch.forEach(row -> row.durable().complete(true));
                batch.clear();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (SQLException | IOException failed) {
            batch.forEach(row -> row.durable().complete(false));
        }
    }

    private void copy(List<Row> batch, long from) throws SQLException, IOException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY bare_commit FROM STDIN WITH (FORMAT binary)");
        int length = SIGNATURE.length + 2 * Integer.BYTES + Short.BYTES;
        for (Row row : batch) {
            length += Short.BYTES + 2 * Integer.BYTES + Long.BYTES + row.bytes().length;
        }
        ByteBuffer out = ByteBuffer.allocate(length).put(SIGNATURE).putInt(0).putInt(0);
        long at = from;
        for (Row row : batch) {
            out.putShort((short) 2).putInt(Long.BYTES).putLong(at++);
            out.putInt(row.bytes().length).put(row.bytes());
        }
        out.putShort((short) -1);
        copy.writeToCopy(out.array(), 0, length);
        copy.endCopy();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        thread.interrupt();
        connection.close();
    }
}
