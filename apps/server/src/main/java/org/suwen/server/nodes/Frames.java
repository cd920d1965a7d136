package org.suwen.server.nodes;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;

/** Numbered pieces of bytes over one socket, in both directions at once; one reader, many writers. */
final class Frames implements Closeable {
    /** The longest piece: a whole entry and what goes with it. */
    static final int MAX_BYTES = 70_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final ReentrantLock writing = new ReentrantLock();

    Frames(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), MAX_BYTES));
    }

    /** One piece. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Frame(long number, byte[] bytes) {}

    /** The next piece; an {@link IOException} when the other end is gone or sends no such thing. */
    Frame read() throws IOException {
        long number = in.readLong();
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("a node sent a piece of `" + length + "` bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a node ended within a piece");
        }
        return new Frame(number, bytes);
    }

    /** Sends a piece; whoever waits to send after it sends along. */
    void write(Frame frame) throws IOException {
        writing.lock();
        try {
            out.writeLong(frame.number());
            out.writeInt(frame.bytes().length);
            out.write(frame.bytes());
            if (!writing.hasQueuedThreads()) {
                out.flush();
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
