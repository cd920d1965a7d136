package org.suwen.server.fhir;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** An answer whose body is held back until it is whole, so that it can be written in another form. */
final class HeldAnswer extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(held, false, StandardCharsets.UTF_8);

    HeldAnswer(HttpServletResponse response) {
        super(response);
    }

    byte[] body() {
        writer.flush();
        return held.toByteArray();
    }

    /** Sends this body instead; none when there was none. */
    void send(byte[] body) throws IOException {
        HttpServletResponse real = (HttpServletResponse) getResponse();
        if (body.length > 0) {
            real.setContentLength(body.length);
            real.getOutputStream().write(body);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                held.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                held.write(bytes, offset, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException("this body is written at once");
            }
        };
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public void setContentLength(int length) {
        // the length is that of the other form
    }

    @Override
    public void setContentLengthLong(long length) {
        // the length is that of the other form
    }

    @Override
    public void setHeader(String name, String value) {
        if (!name.equalsIgnoreCase("Content-Length")) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!name.equalsIgnoreCase("Content-Length")) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void flushBuffer() {
        // nothing leaves before it is whole
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void resetBuffer() {
        writer.flush();
        held.reset();
    }

    @Override
    public void reset() {
        super.reset();
        resetBuffer();
    }
}
