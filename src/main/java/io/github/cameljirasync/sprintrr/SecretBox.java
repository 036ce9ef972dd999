package io.github.cameljirasync.sprintrr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.github.cameljirasync.run.MisconfiguredException;

/**
 * Encrypts secrets with AES-256-GCM. What it makes begins with a version byte and the random nonce; it opens only
 * together with the context that it was made for, so that a stored secret can't be moved to another row.
 */
public final class SecretBox {

    /** The setting that holds the key. */
    public static final String SETTING = "byok.encryption-key";

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String NAME = "Setting " + SETTING + " (environment variable BYOK_ENCRYPTION_KEY) ";

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private SecretBox(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * A box with the key of the setting.
     *
     * @param key 32 bytes in base64 (also its URL form) or in hexadecimal; may be null
     * @throws MisconfiguredException with a sentence that does not tell the value, when it is anything else
     */
    public static SecretBox of(String key) {
        if (key == null || key.isBlank()) {
            throw new MisconfiguredException(NAME + "is missing: the key that Jira's token is encrypted with, 32 random"
                    + " bytes in base64; 'openssl rand -base64 32' makes one.");
        }
        byte[] bytes = decoded(key.strip());
        if (bytes == null || bytes.length != KEY_BYTES) {
            throw new MisconfiguredException(NAME + "can't be used: it is not 32 bytes in base64 or hexadecimal;"
                    + " 'openssl rand -base64 32' makes one.");
        }
        return new SecretBox(bytes);
    }

    private static byte[] decoded(String key) {
        try {
            if (key.matches("[0-9A-Fa-f]{" + 2 * KEY_BYTES + "}")) {
                return HexFormat.of().parseHex(key);
            }
            return Base64.getDecoder().decode(key.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            // neither of both; the caller says so without the value
            return null;
        }
    }

    /** @param context what the secret belongs to, such as its owner; not secret */
    public byte[] close(String secret, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, context)
                    .doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + NONCE_BYTES + encrypted.length)
                    .put(VERSION).put(nonce).put(encrypted).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    /**
     * The secret in clear, for as long as the caller keeps it.
     *
     * @throws MisconfiguredException with a sentence, when it was made with another key or for another context, or was
     *                                changed
     */
    public String open(byte[] box, String context) {
        if (box.length <= 1 + NONCE_BYTES || box[0] != VERSION) {
            throw new MisconfiguredException("The stored token of Jira is damaged or was written by another version;"
                    + " connect again with 'sprintrr connect'.");
        }
        byte[] nonce = Arrays.copyOfRange(box, 1, 1 + NONCE_BYTES);
        try {
            byte[] secret = cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(box, 1 + NONCE_BYTES, box.length - 1 - NONCE_BYTES);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new MisconfiguredException("The stored token of Jira can't be decrypted: " + SETTING + " is not the key"
                    + " that it was encrypted with, or the row was changed; connect again with 'sprintrr connect'.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {VERSION});
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
