package io.github.cameljirasync.sprintrr;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

import io.github.cameljirasync.run.MisconfiguredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretBoxTest {

    private static final byte[] KEY = "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final String TOKEN = "ATATT3x-ünïcode=";

    private final SecretBox box = SecretBox.of(Base64.getEncoder().encodeToString(KEY));

    @Test
    void opens_what_it_has_closed() {
        assertThat(box.open(box.close(TOKEN, "ann"), "ann")).isEqualTo(TOKEN);
    }

    @Test
    void the_key_may_be_base64_or_hexadecimal() {
        byte[] closed = box.close(TOKEN, "ann");

        assertThat(SecretBox.of(HexFormat.of().formatHex(KEY)).open(closed, "ann")).isEqualTo(TOKEN);
        assertThat(SecretBox.of(" " + Base64.getUrlEncoder().withoutPadding().encodeToString(KEY) + "\n")
                .open(closed, "ann")).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "secret-word", "MDEyMzQ1Njc4OWFiY2RlZg==", "00112233445566778899aabbccddeeff",
        "0123456789abcdef0123456789abcdef", "äöü"})
    void any_other_key_is_refused_with_a_sentence_that_does_not_tell_it(String key) {
        assertThatThrownBy(() -> SecretBox.of(key)).isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("BYOK_ENCRYPTION_KEY").message()
                .satisfies(message -> assertThat(key == null || key.isEmpty() || !message.contains(key)).isTrue());
    }

    @Test
    void every_nonce_is_another_and_the_text_shows_nowhere() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] closed = box.close(TOKEN, "ann");
            assertThat(new String(closed, StandardCharsets.ISO_8859_1)).doesNotContain("ATATT");
            nonces.add(HexFormat.of().formatHex(closed, 1, 13));
        }
        assertThat(nonces).hasSize(1_000);
    }

    @Test
    void opens_nothing_for_another_row() {
        byte[] closed = box.close(TOKEN, "ann\nhttps://a.example");

        assertThatThrownBy(() -> box.open(closed, "bob\nhttps://a.example")).isInstanceOf(MisconfiguredException.class);
    }

    @Test
    void opens_nothing_with_another_key() {
        SecretBox other = SecretBox.of("ff".repeat(32));

        assertThatThrownBy(() -> other.open(box.close(TOKEN, "ann"), "ann"))
                .isInstanceOf(MisconfiguredException.class).hasMessageContaining("sprintrr connect");
    }

    @Test
    void every_changed_byte_is_noticed() {
        byte[] closed = box.close(TOKEN, "ann");
        for (int i = 0; i < closed.length; i++) {
            byte[] changed = closed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> box.open(changed, "ann")).as("byte %d", i).isInstanceOf(MisconfiguredException.class);
        }
        assertThatThrownBy(() -> box.open(new byte[0], "ann")).isInstanceOf(MisconfiguredException.class);
    }
}
