package org.suwen.ledger.merkle;

/** A tree's size and root: all there is to say about its content. */
public record TreeHead(long size, Hash root) {
    public TreeHead {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size `" + size + "`");
        }
    }
}
