package io.github.cameljirasync.sprintrr;

/**
 * A connected Jira, as it is stored.
 *
 * @param owner          whose it is
 * @param siteUrl        the site, without a slash at its end
 * @param email          the account of the API token
 * @param encryptedToken what {@link SecretBox} has made of the token
 */
public record Integration(String owner, String siteUrl, String email, byte[] encryptedToken) {

    static Integration of(String owner, String siteUrl, String email, String token, SecretBox box) {
        return new Integration(owner, siteUrl, email, box.close(token, context(owner, siteUrl, email)));
    }

    /** The token in clear, for as long as the caller keeps it. */
    public String token(SecretBox box) {
        return box.open(encryptedToken, context(owner, siteUrl, email));
    }

    /** Another owner's or another site's token does not open in this row. */
    private static String context(String owner, String siteUrl, String email) {
        return owner + '\n' + siteUrl + '\n' + email;
    }
}
