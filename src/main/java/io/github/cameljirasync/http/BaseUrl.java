package io.github.cameljirasync.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the address of an API may look like, so that a credential is never sent where others can read it. */
public final class BaseUrl {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|127(\\." + OCTET + "){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

    private BaseUrl() {
    }

    /** What is wrong with a base URL, as the end of a sentence after "which"; empty when nothing is. */
    public static Optional<String> problem(String value) {
        try {
            URI uri = new URI(value);
            if (uri.getHost() == null) {
                return Optional.of("is no URL");
            }
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return Optional.of("has more than a scheme, a host and a path");
            }
            return scheme(uri);
        } catch (URISyntaxException e) {
            return Optional.of("is no URL");
        }
    }

    private static Optional<String> scheme(URI uri) {
        return switch (String.valueOf(uri.getScheme())) {
            case "https" -> Optional.empty();
            case "http" -> LOOPBACK.matcher(uri.getHost()).matches() ? Optional.empty()
                    : Optional.of("would send the credential unencrypted: plain http is refused except for loopback");
            default -> Optional.of("does not begin with https://");
        };
    }
}
