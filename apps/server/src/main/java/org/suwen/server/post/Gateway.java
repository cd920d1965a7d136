package org.suwen.server.post;

import java.io.IOException;

/** A way by which a message leaves the house. */
public interface Gateway {

    /**
     * A message; nothing in it tells of anybody's health.
     *
     * @param role whose it is; the gateway knows the addresses
     */
    record Message(String role, String subject, String text) {}

    /**
     * Hands the message over; it counts as sent once this returns.
     *
     * @throws IOException when the other side did not take it
     */
    void send(Message message) throws IOException;
}
