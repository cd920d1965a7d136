package org.suwen.ledger.part;

/**
 * Who asked, and from where. An empty text means that there is none.
 *
 * @param onBehalfOf the id of the person for whom an app, model or guardian acts
 * @param address the network address
 */
public record Caller(String actor, String role, String onBehalfOf, String institution, String address, String device) {
    /** A caller who acts for himself from a known address. */
    public static Caller of(String actor, String role, String institution, String address) {
        return new Caller(actor, role, "", institution, address, "");
    }
}
