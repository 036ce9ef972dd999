package io.github.cameljirasync.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.FailedIssue;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A target that answers with anything: each answer costs its own issue and nothing else. */
class HostileTargetTest extends SyncTest {

    private static final String NO_JSON = "not whole JSON";
    private static final String NO_ANSWER = "gave no answer";
    private static final String LATE = "no whole answer within";
    private static final String TOO_LARGE = "more than 16777216 bytes";
    private static final String TOO_DEEP = "1000";
    private static final String NO_ID = "without an id that can be used";

    private final Map<String, RawServer.Reply> replies = new LinkedHashMap<>();
    private final Map<String, String> expected = new LinkedHashMap<>();
    private boolean healed;
    private final RawServer elsewhere = new RawServer((request, out) -> out.write(RawServer.json(201, "{\"id\": 1}")));
    private final RawServer target = new RawServer(this::answer);

    private void answer(String request, OutputStream out) throws IOException {
        RawServer.Reply hostile = healed ? null : replies.get(title(request));
        if (hostile == null) {
            out.write(RawServer.json(201, "{\"id\": \"" + Integer.toHexString(request.hashCode()) + "\"}"));
        } else {
            hostile.to(request, out);
        }
    }

    private static String title(String request) {
        return request.replaceAll("(?s).*\"title\":\"([^\"]*)\".*", "$1");
    }

    @AfterEach
    void closeServers() {
        target.close();
        elsewhere.close();
    }

    private void hostile(String title, String error, RawServer.Reply reply) {
        replies.put(title, reply);
        expected.put(title, error);
    }

    private void hostile(String title, String error, byte[] answer) {
        hostile(title, error, (request, out) -> out.write(answer));
    }

    /** Runs the hostile answers between two good ones, then once more against a target that has come to its senses. */
    private void run(String... settings) {
        sync().with("priority-vote.url", target.url()).with("sync.retries", "0").with("sync.unhealed-in-a-row", "1000");
        for (int i = 0; i < settings.length; i += 2) {
            sync().with(settings[i], settings[i + 1]);
        }
        Map<String, String> keys = new LinkedHashMap<>();
        sync().add("a good one");
        replies.keySet().forEach(title -> keys.put(title, sync().add(title).key()));
        sync().add("another good one");

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        Map<String, DeadLetter> letters = new LinkedHashMap<>();
        sync().deadLetters().forEach(letter -> letters.put(letter.failed().issueKey(), letter));
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(counts(run).created()).isEqualTo(2);
        expected.forEach((title, error) -> softly.assertThat(letters).as(title)
                .hasEntrySatisfying(keys.get(title), letter -> {
                    assertThat(letter.failed().error()).contains(error).hasSizeLessThan(1_500)
                            .doesNotContain("Exception", "\n", "\r");
                    assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.RETRYABLE);
                }));
        softly.assertAll();
        healed = true;
        assertThat(counts(sync().once()).created()).isEqualTo(replies.size());
        assertThat(sync().deadLetters()).isEmpty();
    }

    @Test
    void an_answer_that_is_no_json_costs_its_issue_alone() {
        hostile("web page", NO_JSON, RawServer.answer("200 OK", "Content-Type: text/html\r\n", bytes("<html>Sign in</html>")));
        hostile("json 100,000 deep", TOO_DEEP, RawServer.json(201, "[".repeat(100_000) + "]".repeat(100_000)));
        hostile("objects 100,000 deep", TOO_DEEP, RawServer.json(201, "{\"id\":".repeat(100_000) + "1" + "}".repeat(100_000)));
        hostile("something behind it", NO_JSON, RawServer.json(201, "{\"id\": 1} {\"id\": 2}"));
        hostile("half of it", NO_JSON, RawServer.json(201, "{\"id\": 12"));
        hostile("no utf-8", NO_JSON, RawServer.answer("201 Created", "", new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'}));
        hostile("shorter than it says", NO_ANSWER, RawServer.head("201 Created", "Content-Length: 100\r\n"));
        hostile("longer than it says", NO_JSON, concat(RawServer.head("201 Created", "Content-Length: 5\r\n"),
                bytes("{\"id\": 1}")));
        hostile("negative length", NO_ANSWER, concat(RawServer.head("201 Created", "Content-Length: -5\r\n"), bytes("{\"id\"")));
        hostile("chunks of nonsense", NO_ANSWER, concat(RawServer.head("201 Created", "Transfer-Encoding: chunked\r\n"),
                bytes("zzz\r\n{\"id\": 1}\r\n0\r\n\r\n")));
        hostile("a chunk of a petabyte", NO_ANSWER, concat(RawServer.head("201 Created", "Transfer-Encoding: chunked\r\n"),
                bytes("4000000000000\r\n{\"id\": 1}")));
        hostile("no gzip", NO_ANSWER, RawServer.answer("201 Created", "Content-Encoding: gzip\r\n", bytes("{\"id\": 1}")));
        hostile("unknown coding", NO_JSON, RawServer.answer("201 Created", "Content-Encoding: xyz\r\n", bytes("xyz")));
        hostile("another protocol", NO_ANSWER, bytes("SSH-2.0-OpenSSH_9.6\r\n"));
        hostile("nothing", NO_ANSWER, new byte[0]);
        hostile("no status", NO_ANSWER, bytes("HTTP/1.1 abc OK\r\n\r\n"));

        run();
    }

    @Test
    void an_answer_without_bounds_is_given_up() throws IOException {
        byte[] mebibyte = new byte[1 << 20];
        Arrays.fill(mebibyte, (byte) ' ');
        byte[] bomb = bomb(mebibyte);
        hostile("a gzip bomb of a gibibyte", TOO_LARGE, (request, out) -> {
            out.write(RawServer.head("201 Created", "Content-Encoding: gzip\r\n"));
            for (int i = 0; i < 16; i++) {
                out.write(bomb);
            }
        });
        hostile("an endless stream", TOO_LARGE, (request, out) -> {
            out.write(RawServer.head("201 Created", ""));
            while (true) {
                out.write(mebibyte);
            }
        });
        hostile("an endless stream of chunks", TOO_LARGE, (request, out) -> {
            out.write(RawServer.head("422 Any", "Transfer-Encoding: chunked\r\n"));
            while (true) {
                out.write(bytes("100000\r\n"));
                out.write(mebibyte);
                out.write(bytes("\r\n"));
            }
        });
        hostile("an endless header", NO_ANSWER, (request, out) -> {
            out.write(bytes("HTTP/1.1 201 Created\r\nX-Long: "));
            while (true) {
                out.write(mebibyte);
            }
        });
        hostile("endless headers", NO_ANSWER, (request, out) -> {
            out.write(bytes("HTTP/1.1 201 Created\r\n"));
            while (true) {
                out.write(bytes("X-Many: 1\r\n"));
            }
        });

        run();
    }

    @Test
    void an_answer_that_does_not_end_in_time_is_given_up() {
        hostile("silence", LATE, (request, out) -> drip(out, new byte[0], new byte[0]));
        hostile("a slow drip", LATE, (request, out) -> drip(out, RawServer.head("201 Created", ""), bytes(" ")));
        hostile("a slow drip of chunks", LATE, (request, out) ->
                drip(out, RawServer.head("503 Any", "Transfer-Encoding: chunked\r\n"), bytes("1\r\n \r\n")));
        hostile("slow headers", LATE, (request, out) -> drip(out, bytes("HTTP/1.1 201 Created\r\nX-Slow: "), bytes("x")));
        hostile("hints for ever", LATE, (request, out) -> drip(out, new byte[0], bytes("HTTP/1.1 103 Early Hints\r\n\r\n")));

        run("http.response-timeout", "400");
    }

    @Test
    void an_answer_that_never_comes_whole_is_not_asked_for_without_end() {
        hostile("an endless stream", TOO_LARGE, (request, out) -> {
            out.write(RawServer.head("201 Created", ""));
            while (true) {
                out.write(new byte[1 << 20]);
            }
        });
        hostile("a slow drip", LATE, (request, out) -> drip(out, RawServer.head("201 Created", ""), bytes(" ")));
        hostile("chunks of nonsense", NO_ANSWER, concat(RawServer.head("201 Created", "Transfer-Encoding: chunked\r\n"),
                bytes("zzz\r\n{\"id\": 1}\r\n0\r\n\r\n")));

        run("sync.retries", "2", "http.response-timeout", "400");
    }

    @Test
    void a_redirect_is_not_followed_and_takes_no_credential_along() {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            hostile(status + " elsewhere", "a redirect to 127.0.0.1", RawServer.answer(status + " Any",
                    "Location: " + elsewhere.url() + "/secret?token=x\r\n", new byte[0]));
        }
        hostile("302 here", "a redirect", RawServer.answer("302 Any", "Location: /elsewhere\r\n", new byte[0]));
        hostile("302 nowhere", "a redirect,", RawServer.answer("302 Any", "Location: ht!tp:// x\r\n", new byte[0]));
        hostile("304", "answered 304", RawServer.answer("304 Any", "", new byte[0]));

        run();

        assertThat(elsewhere.requests()).isEmpty();
        assertThat(target.requests()).hasSize(2 + 2 * replies.size());
    }

    @Test
    void an_id_that_is_none_gets_into_no_path() {
        String[] ids = {"{}", "[]", "[1]", "true", "null", "\"\"", "\"..\"", "\"a/../../admin\"", "\"%2e%2e\"", "\"a b\"",
            "\"a?b\"", "\"a#b\"", "\"a\\r\\nX-Evil: 1\"", "\"a\\n\"", "\"\\u0000\"", "\"\\ud800\"", "\"a\\\"b\"", "\"ü\"", "1.5e300",
            '"' + "x".repeat(10_000_000) + '"'};
        for (int i = 0; i < ids.length; i++) {
            hostile("id " + i, NO_ID, RawServer.json(201, "{\"id\": " + ids[i] + "}"));
            hostile("data id " + i, NO_ID, RawServer.json(201, "{\"data\": {\"id\": " + ids[i] + "}}"));
        }
        hostile("200 and nothing", NO_ID, RawServer.answer("200 OK", "", new byte[0]));
        hostile("201 and blanks", NO_ID, RawServer.answer("201 OK", "", bytes("  ")));
        hostile("204", NO_ID, RawServer.head("204 No Content", ""));
        hostile("205", NO_ID, RawServer.answer("205 Reset", "", new byte[0]));
        hostile("a null", NO_ID, RawServer.json(201, "null"));
        hostile("a text", NO_ID, RawServer.json(201, "\"id\""));
        hostile("a list", NO_ID, RawServer.json(201, "[{\"id\": 1}]"));
        hostile("data of text", NO_ID, RawServer.json(201, "{\"data\": \"id\"}"));

        run();

        assertThat(target.requests()).allMatch(request -> request.startsWith("POST /backlogs/"
                + sandbox().backlogId() + "/initiatives HTTP/1.1\r\n"));
    }

    @Test
    void a_header_of_the_answer_steers_no_route() {
        sync().with("priority-vote.url", target.url()).with("sync.retries", "2").add("steering");
        replies.put("steering", (request, out) -> out.write(RawServer.answer("503 Any", """
                CamelRedeliveryCounter: 0\r
                camelredeliverycounter: 0\r
                CAMELREDELIVERYDELAY: 1\r
                CamelHttpPath: /elsewhere\r
                CamelHttpUri: %s\r
                CamelHttpResponseCode: 201\r
                Authorization: Bearer other\r
                Idempotency-Key: other\r
                Retry-After: 0\r
                Retry-After: 0\r
                """.formatted(elsewhere.url()), new byte[0])));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).failed()).isEqualTo(1);
        assertThat(target.requests()).hasSize(3).allSatisfy(request -> assertThat(request)
                .startsWith("POST /backlogs/").doesNotContain("other", "amelhttp"));
        assertThat(elsewhere.requests()).isEmpty();
    }

    private static byte[] bomb(byte[] mebibyte) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(mebibyte);
            }
        }
        return bomb.toByteArray();
    }

    /** Writes a drop every 20 milliseconds until the client goes away. */
    private static void drip(OutputStream out, byte[] head, byte[] drop) throws IOException {
        out.write(head);
        for (int i = 0; i < 1_000; i++) {
            out.write(drop);
            LockSupport.parkNanos(20_000_000);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private static byte[] concat(byte[] head, byte[] body) {
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
