package io.github.cameljirasync.bundle;

/** A broken rule and where: the node is its id or, without one, its kind. */
record Finding(String file, int line, String node, String message) implements Comparable<Finding> {

    @Override
    public int compareTo(Finding other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile == 0 ? Integer.compare(line, other.line) : byFile;
        return byLine == 0 ? toString().compareTo(other.toString()) : byLine;
    }

    @Override
    public String toString() {
        return file + ":" + line + " " + node + ": " + message;
    }
}
