package org.suwen.server.intake;

import java.util.OptionalLong;

/** One thing that a submission does; conditions are settled already. */
public sealed interface Act {
    /** Where in the submission it stands, for messages. */
    String path();

    /** Stores a new resource, which gets its id here. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    record Create(String path, String fullUrl, String type, byte[] body) implements Act {}

    /**
     * Stores the next version of a resource.
     *
     * @param expected the version it must be at; none when it doesn't matter
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    record Update(String path, String fullUrl, String type, String id, OptionalLong expected, byte[] body)
            implements Act {}

    /** Ends a resource; its versions stay in its history. */
    record Delete(String path, String type, String id, OptionalLong expected) implements Act {}

    /** Does nothing, since a condition found this resource; others of the submission may refer to it. */
    record Keep(String path, String fullUrl, String type, String id, long version) implements Act {}
}
