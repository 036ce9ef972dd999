package io.github.cameljirasync.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Measures first syncs of the standalone jar as whole processes, against a sandbox in a process of its own on the same
 * machine: issues per second, requests per issue, peak heap, peak resident memory and processor time. Limits are
 * lifted; retries, guard and state are as always. Prints, asserts nothing.
 * <p>
 * {@code mvn -Pbenchmark -DskipTests verify}, with {@code -Dissues=20000 -Dheap=128m} as defaults.
 */
public final class ThroughputBenchmark {

    private static final Pattern SETTING = Pattern.compile("([A-Z_]+)='?(.*?)'?");
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->");
    private static final Pattern PEAK_MEMORY = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final String javaCommand = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private final Path jar;
    private final int issues;
    private final String heap;

    private ThroughputBenchmark(Path jar, int issues, String heap) {
        this.jar = jar;
        this.issues = issues;
        this.heap = heap;
    }

    public static void main(String[] args) throws Exception {
        ThroughputBenchmark benchmark = new ThroughputBenchmark(Path.of("target", "camel-jira-sync.jar").toAbsolutePath(),
                Integer.getInteger("issues", 20_000), System.getProperty("heap", "128m"));
        System.out.println("| case | issues/s | of whole process | requests/issue | peak heap | peak RSS | cpu |");
        System.out.println("|---|---|---|---|---|---|---|");
        benchmark.measure("no latency", "priority-vote", "0", "0");
        benchmark.measure("100 ms a page, 50 ms a write", "priority-vote", "100", "50");
        benchmark.measure("Port, no latency", "port", "0", "0");
    }

    private void measure(String name, String sync, String pageLatency, String writeLatency) throws Exception {
        Path folder = Files.createTempDirectory("benchmark");
        // it shares the processors, so it takes the options that the program gives itself
        List<String> server = List.of(javaCommand, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=camel-jira-sync/logback.xml", "-cp",
                jar.toString(), "io.github.cameljirasync.sandbox.SandboxServer", "--issues", Integer.toString(issues),
                "--quiet-bookkeeping", "--jira-latency", pageLatency, "--write-latency", writeLatency);
        Process sandbox = new ProcessBuilder(server).redirectErrorStream(true).start();
        try {
            System.out.println(row(name, once(folder, sync, settings(sandbox))));
        } finally {
            sandbox.destroy();
            delete(folder);
        }
    }

    /** What one process of the product did. */
    private record Result(JsonNode summary, Duration whole, Duration cpu, long heapMegabytes, long residentMegabytes) {
    }

    private Result once(Path folder, String sync, Map<String, String> settings) throws Exception {
        Path gc = folder.resolve("gc.log");
        ProcessBuilder builder = new ProcessBuilder(javaCommand, "-Xmx" + heap, "-Xlog:gc:file=" + gc, "-jar", jar.toString(),
                "once", "--json").directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(settings);
        builder.environment().putAll(Map.of("SYNC_ENABLED", sync, "JIRA_REQUESTS_PER_SECOND", "100000",
                "PRIORITY_VOTE_REQUESTS_PER_SECOND", "100000", "PORT_REQUESTS_PER_SECOND", "100000"));
        long start = System.nanoTime();
        Process process = builder.start();
        long resident = 0;
        Duration cpu = Duration.ZERO;
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            resident = Math.max(resident, residentKilobytes(status));
            cpu = process.info().totalCpuDuration().orElse(cpu);
        }
        Duration whole = Duration.ofNanos(System.nanoTime() - start);
        String last = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        JsonNode summary = new JsonMapper().readTree(last.substring(last.lastIndexOf('\n') + 1)).path("syncs").path(0);
        return new Result(summary, whole, cpu, peakHeap(gc), resident / 1024);
    }

    private String row(String name, Result result) {
        JsonNode summary = result.summary();
        double created = summary.path("created").asDouble();
        return "| %s | %.0f | %.0f | %.3f | %d MB | %d MB | %.1f s |".formatted(name,
                created * 1000 / summary.path("durationMs").asDouble(1),
                created * 1e9 / result.whole().toNanos(),
                (summary.path("requests").path("jira").asDouble() + summary.path("requests").path("target").asDouble())
                        / created,
                result.heapMegabytes(), result.residentMegabytes(), result.cpu().toMillis() / 1000.0);
    }

    private static Map<String, String> settings(Process sandbox) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        BufferedReader out = new BufferedReader(new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8));
        String line;
        while (!settings.containsKey("JIRA_ORGANIZATION_ID") && (line = out.readLine()) != null) {
            Matcher setting = SETTING.matcher(line);
            if (setting.matches()) {
                settings.put(setting.group(1), setting.group(2));
            }
        }
        settings.put("JIRA_JQL", "project is not empty");
        return settings;
    }

    private static long residentKilobytes(Path status) {
        try {
            Matcher peak = PEAK_MEMORY.matcher(Files.readString(status));
            return peak.find() ? Long.parseLong(peak.group(1)) : 0;
        } catch (IOException e) {
            // the process has ended between two looks, or this is no Linux
            return 0;
        }
    }

    private static long peakHeap(Path log) throws IOException {
        long peak = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher collection = COLLECTION.matcher(line);
            peak = collection.find() ? Math.max(peak, Long.parseLong(collection.group(1))) : peak;
        }
        return peak;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.forEach(files::add);
        }
        for (int i = files.size() - 1; i >= 0; i--) {
            Files.delete(files.get(i));
        }
    }
}
