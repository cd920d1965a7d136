package org.suwen.formats.yaml;

/**
 * A place in a file that people write.
 *
 * @param file the file's name as the caller gave it
 * @param line counted from 1
 * @param column counted from 1
 */
public record Position(String file, int line, int column) {

    /** The place as editors and compilers print it: {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }

    /** The place some lines and columns further on, for text inside a scalar; both count from 1. */
    public Position inside(int innerLine, int innerColumn) {
        return innerLine == 1
                ? new Position(file, line, column + innerColumn - 1)
                : new Position(file, line + innerLine - 1, innerColumn);
    }
}
