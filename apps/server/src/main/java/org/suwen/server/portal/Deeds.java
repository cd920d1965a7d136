package org.suwen.server.portal;

/** What was done, in the words of the console's interface: the ledger knows the operation by its technical name. */
final class Deeds {

    private Deeds() {}

    static String of(String operation) {
        return switch (operation) {
            case "fhir.search", "fhir.everything", "worklist" -> "SEARCH";
            case "patient.find" -> "FIND";
            case "fhir.read", "consent.view", "device.view", "feed.view", "feed.download" -> "READ";
            case "fhir.create", "fhir.transaction" -> "CREATE";
            case "card.update" -> "UPDATE";
            case "consent.change", "device.switch" -> "CONSENT";
            case "break-glass" -> "BREAK_GLASS";
            case "statement.file" -> "STATEMENT";
            case "statement.list" -> "STATEMENT_LIST";
            default -> operation;
        };
    }
}
