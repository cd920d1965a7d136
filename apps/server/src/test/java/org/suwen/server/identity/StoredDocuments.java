package org.suwen.server.identity;

/** Documents in memory for tests of other packages. */
public final class StoredDocuments {

    private StoredDocuments() {}

    /** An empty store. */
    public static DirectoryDocuments inMemory() {
        return new MemoryDocuments();
    }
}
