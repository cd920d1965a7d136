package org.suwen.server.web;

/** How the server was started, which fixes what it listens on and whom it knows (D24). */
public enum ServerMode {
    /** The demo hospital: plain HTTP on a loopback address, demo accounts, {@code ./suwen token}. */
    DEMO,
    /** A hospital's server: TLS only, no default account. */
    SERVE,
    /** Tests and {@code suwen check}: plain HTTP on a loopback address, no demo accounts. */
    TEST;

    /** Whether plain HTTP is allowed, which it is on loopback addresses alone. */
    public boolean plainHttp() {
        return this != SERVE;
    }
}
