package io.github.cameljirasync.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who has mistyped a name. */
final class Nearest {

    private Nearest() {
    }

    /** The one of some names that is spelt most like another; empty when none is. */
    static Optional<String> of(String name, Collection<String> names) {
        int most = Math.max(1, name.length() / 3);
        return names.stream().filter(known -> distance(name, known) <= most)
                .min(Comparator.<String>comparingInt(known -> distance(name, known)).thenComparing(known -> known));
    }

    /** The end of a sentence; empty when there is no such name. */
    static String hint(String name, Collection<String> names) {
        return of(name, names).map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** How many letters have to be changed, put in, left out or swapped with their neighbour. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(steps, a, b, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int step(int[][] steps, String a, String b, int i, int j) {
        int changed = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
