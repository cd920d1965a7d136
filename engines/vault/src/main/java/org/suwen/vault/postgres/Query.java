package org.suwen.vault.postgres;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.suwen.vault.PatientId;
import org.suwen.vault.Token;

/** A prepared statement whose parameters are added in order. */
final class Query implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement statement;
    private int parameters;

    Query(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
    }

    /** Reads one row of a result. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @CanIgnoreReturnValue
    Query with(PatientId patient) throws SQLException {
        return with((Object) patient.value());
    }

    @CanIgnoreReturnValue
    Query with(Token token) throws SQLException {
        statement.setBytes(++parameters, token.bytes());
        return this;
    }

    @CanIgnoreReturnValue
    Query with(byte[] bytes) throws SQLException {
        statement.setBytes(++parameters, bytes);
        return this;
    }

    @CanIgnoreReturnValue
    Query with(Object value) throws SQLException {
        statement.setObject(++parameters, value);
        return this;
    }

    /** An array of byte strings, one for each item, null where there is none. */
    @CanIgnoreReturnValue
    <T> Query withBytes(Collection<T> items, Function<T, Optional<byte[]>> part) throws SQLException {
        byte[][] parts = new byte[items.size()][];
        int at = 0;
        for (T item : items) {
            Optional<byte[]> bytes = part.apply(item);
            if (bytes.isPresent()) {
                parts[at] = bytes.get();
            }
            at++;
        }
        statement.setArray(++parameters, connection.createArrayOf("bytea", parts));
        return this;
    }

    /** An array of tokens. */
    @CanIgnoreReturnValue
    <T> Query withTokens(Collection<T> items, Function<T, Token> part) throws SQLException {
        return withBytes(items, item -> Optional.of(part.apply(item).bytes()));
    }

    /** An array of patients' ids. */
    @CanIgnoreReturnValue
    <T> Query withPatients(Collection<T> items, Function<T, PatientId> part) throws SQLException {
        Object[] ids = items.stream().map(item -> part.apply(item).value()).toArray();
        statement.setArray(++parameters, connection.createArrayOf("uuid", ids));
        return this;
    }

    /** An array of numbers. */
    @CanIgnoreReturnValue
    <T> Query withLongs(Collection<T> items, Function<T, Long> part) throws SQLException {
        Object[] numbers = items.stream().map(part).toArray();
        statement.setArray(++parameters, connection.createArrayOf("int8", numbers));
        return this;
    }

    /** How many rows it changed. */
    int update() throws SQLException {
        return statement.executeUpdate();
    }

    <T> List<T> list(Reader<T> reader) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (result.next()) {
                read.add(reader.read(result));
            }
            return read;
        }
    }

    <T> Optional<T> first(Reader<T> reader) throws SQLException {
        return list(reader).stream().findFirst();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
