package org.suwen.vault.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.suwen.vault.DirectoryName;
import org.suwen.vault.Glance;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Seen;
import org.suwen.vault.Token;

/** Answers a glance by up to three statements that go to the server together, so that they cost one round trip. */
final class GlanceSql {
    private static final String ROWS = "SELECT " + RowColumns.of("r")
            + " FROM unnest(?::bytea[]) AS asked(row_token) JOIN vault_index.row_token t USING (row_token)"
            + " JOIN vault.resource r ON r.patient_id = t.patient_id AND r.row_token = t.row_token";
    private static final String DOCUMENTS = "SELECT d.kind_token, d.key_token, d.version"
            + " FROM unnest(?::bytea[], ?::bytea[]) AS asked(kind_token, key_token)"
            + " JOIN vault.directory_document d USING (kind_token, key_token)";
    private static final String CLASSES = "SELECT c.patient_id, c.class_token"
            + " FROM unnest(?::uuid[]) AS asked(patient_id) JOIN vault.decision_class c USING (patient_id)";

    private final Transactions transactions;

    GlanceSql(Transactions transactions) {
        this.transactions = transactions;
    }

    Seen look(Glance glance) {
        List<String> statements = new ArrayList<>();
        if (!glance.rows().isEmpty()) {
            statements.add(ROWS);
        }
        if (!glance.documents().isEmpty()) {
            statements.add(DOCUMENTS);
        }
        if (!glance.patients().isEmpty()) {
            statements.add(CLASSES);
        }
        if (statements.isEmpty()) {
            return new Seen(Map.of(), Map.of(), Map.of());
        }
        return transactions.one("take a glance", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(String.join(";", statements))) {
                bind(connection, statement, glance);
                boolean unused = statement.execute();
                return read(statement, glance);
            }
        });
    }

    private static void bind(Connection connection, PreparedStatement statement, Glance glance) throws SQLException {
        int at = 0;
        if (!glance.rows().isEmpty()) {
            statement.setArray(++at, bytes(connection, glance.rows()));
        }
        if (!glance.documents().isEmpty()) {
            List<DirectoryName> names = List.copyOf(glance.documents());
            statement.setArray(
                    ++at,
                    bytes(connection, names.stream().map(DirectoryName::kind).toList()));
            statement.setArray(
                    ++at,
                    bytes(connection, names.stream().map(DirectoryName::key).toList()));
        }
        if (!glance.patients().isEmpty()) {
            Object[] patients = glance.patients().stream().map(PatientId::value).toArray();
            statement.setArray(++at, connection.createArrayOf("uuid", patients));
        }
    }

    private static Array bytes(Connection connection, Collection<Token> tokens) throws SQLException {
        return connection.createArrayOf(
                "bytea", tokens.stream().map(Token::bytes).toArray(byte[][]::new));
    }

    private static Seen read(PreparedStatement statement, Glance glance) throws SQLException {
        Map<Token, Sealed> rows = new HashMap<>();
        Map<DirectoryName, Long> documents = new HashMap<>();
        Map<PatientId, Set<Token>> classes = new HashMap<>();
        if (!glance.rows().isEmpty()) {
            result(statement, row -> {
                Sealed found = RowColumns.read(row);
                rows.put(found.row().row(), found);
            });
        }
        if (!glance.documents().isEmpty()) {
            result(
                    statement,
                    row -> documents.put(
                            new DirectoryName(Token.of(row.getBytes(1)), Token.of(row.getBytes(2))), row.getLong(3)));
        }
        if (!glance.patients().isEmpty()) {
            result(
                    statement,
                    row -> classes.computeIfAbsent(
                                    new PatientId(row.getObject(1, UUID.class)), patient -> new HashSet<>())
                            .add(Token.of(row.getBytes(2))));
        }
        return new Seen(rows, documents, classes);
    }

    private interface Take {
        void from(ResultSet row) throws SQLException;
    }

    /** Reads one result and moves on to the next. */
    private static void result(PreparedStatement statement, Take take) throws SQLException {
        try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
                take.from(result);
            }
        }
        boolean unused = statement.getMoreResults();
    }
}
