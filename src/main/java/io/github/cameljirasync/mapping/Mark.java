package io.github.cameljirasync.mapping;

/**
 * A mark as the output writes it. Marks open in the order of their rank and there is one mark of a rank at a time.
 *
 * @param rank   place in the nesting, 0 is outermost
 * @param open   syntax before the marked text
 * @param close  syntax behind it
 * @param sameAs marked text that makes the closing syntax needless, or null
 */
record Mark(int rank, String open, String close, String sameAs) {

    static final int RANKS = 6;
    static final int LINK = 0;
    static final int STRONG = 1;
    static final int EM = 2;
    static final int STRIKE = 3;
    static final int UNDERLINE = 4;
    static final int SUBSUP = 5;

    Mark(int rank, String open, String close) {
        this(rank, open, close, null);
    }
}
