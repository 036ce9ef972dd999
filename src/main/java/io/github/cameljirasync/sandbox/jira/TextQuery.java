package io.github.cameljirasync.sandbox.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operand of the contains operator ~ (jira-facts 5.6): words that must all occur, "phrases", and the wildcards
 * * and ?. Boosts, fuzziness and the other operators of the text language are read as spaces.
 */
final class TextQuery implements Predicate<String> {

    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private final List<Pattern> patterns = new ArrayList<>();

    TextQuery(String operand) {
        Matcher part = PART.matcher(operand.toLowerCase(Locale.ROOT).replace("\\\"", "\""));
        while (part.find()) {
            if (part.group(1) != null) {
                add(part.group(1).replaceAll("[^\\p{L}\\p{N}]+", " ").trim(), false);
            } else {
                for (String word : part.group(2).replaceAll("\\\\.", " ").replaceAll("[^\\p{L}\\p{N}*?]+", " ")
                        .trim().split(" ")) {
                    add(word, true);
                }
            }
        }
    }

    private void add(String words, boolean wildcards) {
        if (words.isEmpty() || wildcards && words.replaceAll("[*?]", "").isEmpty()) {
            return;
        }
        String regex = wildcards ? words.replace("*", "[\\p{L}\\p{N}]*").replace("?", "[\\p{L}\\p{N}]") : words;
        patterns.add(Pattern.compile("(?:^| )" + regex + "(?: |$)"));
    }

    @Override
    public boolean test(String text) {
        if (patterns.isEmpty()) {
            return false;
        }
        String words = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").trim();
        for (Pattern pattern : patterns) {
            if (!pattern.matcher(words).find()) {
                return false;
            }
        }
        return true;
    }
}
