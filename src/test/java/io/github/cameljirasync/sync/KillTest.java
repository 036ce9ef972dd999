package io.github.cameljirasync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.github.cameljirasync.cli.ProgramProcess;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.priorityvote.Initiative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at any point of a run: at the end each issue is at the target exactly once and up to date. */
@Timeout(240)
class KillTest {

    private static final int ISSUES = 24;
    private static final int SIGKILL = 137;

    @TempDir
    Path folder;

    /** A moment in the life of a process: what has to happen in the sandbox or in the state store for it to be killed. */
    private record Point(String name, String[] command, Consumer<World> arm) {
    }

    @Test
    void a_process_killed_at_any_point_of_a_run_loses_nothing_and_does_nothing_twice() throws Exception {
        List<Point> points = new ArrayList<>();
        points.addAll(whileSearching());
        points.addAll(whileWriting());
        points.addAll(whileRecording());
        points.addAll(whileReconciling());
        assertThat(points).hasSizeGreaterThanOrEqualTo(30);
        // two lives at once, as there are two processors; the points of each follow each other on one state store
        List<List<Point>> lives = IntStream.range(0, 2).mapToObj(life -> IntStream.range(0, points.size())
                .filter(i -> i % 2 == life).mapToObj(points::get).toList()).toList();
        lives.parallelStream().forEach(life -> new World(folder.resolve("life-" + lives.indexOf(life))).live(life));
    }

    private static List<Point> whileSearching() {
        return List.of(
                once("who am I", arrives(jira("/myself"), 1)),
                once("the search request", arrives(jira("/search/jql"), 1)),
                once("between two pages", arrives(jira("/search/jql"), 2)),
                once("the last page", arrives(jira("/search/jql"), 3)),
                once("who am I once more", arrives(jira("/myself"), 2)),
                once("mapping the first page", afterAnswer(jira("/search/jql"), 1, 0)),
                once("mapping the first page, a little later", afterAnswer(jira("/search/jql"), 1, 8)),
                once("mapping the second page", afterAnswer(jira("/search/jql"), 2, 2)));
    }

    private static List<Point> whileWriting() {
        List<Point> points = new ArrayList<>();
        for (int write : new int[] {1, 2, 5, 9}) {
            points.add(once("before write " + write + " reaches the target", world -> world.on(write(), write,
                    Fault.resetBefore(), world::kill)));
            points.add(once("after the target has processed write " + write, world -> world.on(write(), write,
                    Fault.resetAfter(), world::kill)));
            points.add(once("after half of the answer to write " + write, world -> world.on(write(), write,
                    Fault.halfAnswer(), world::kill)));
        }
        return points;
    }

    private static List<Point> whileRecording() {
        List<Point> points = new ArrayList<>();
        for (int write : new int[] {1, 3, 6}) {
            points.add(once("recording write " + write, afterAnswer(write(), write, 0)));
            points.add(once("recording write " + write + ", a little later", afterAnswer(write(), write, 3)));
        }
        points.add(once("at the watermark", world -> world.whenStateGrows(write(), 8)));
        points.add(once("at the watermark of the last page", world -> world.whenStateGrows(write(), 12)));
        return points;
    }

    private static List<Point> whileReconciling() {
        return List.of(
                full("the census", arrives(census(), 1)),
                full("the look-up of the missing", arrives(jira("/bulkfetch"), 1)),
                full("what is in the filter", afterAnswer(jira("/bulkfetch"), 1, 0)),
                full("the proof before the removal", arrives(jira("/myself"), 3)),
                full("before an archiving", world -> world.on(archiving(), 1, Fault.resetBefore(), world::kill)),
                full("after an archiving was processed", world -> world.on(archiving(), 1, Fault.resetAfter(),
                        world::kill)),
                full("recording an archiving", afterAnswer(archiving(), 1, 0)));
    }

    private static Point once(String name, Consumer<World> arm) {
        return new Point(name, new String[] {"once"}, arm);
    }

    private static Point full(String name, Consumer<World> arm) {
        return new Point(name, new String[] {"once", "--full"}, arm);
    }

    private static Predicate<Call> jira(String path) {
        return call -> call.system() == RemoteSystem.JIRA && call.path().endsWith(path);
    }

    private static Predicate<Call> write() {
        return call -> call.system() == RemoteSystem.PRIORITY_VOTE && call.isWrite();
    }

    private static Predicate<Call> archiving() {
        return call -> write().test(call) && new String(call.body(), StandardCharsets.UTF_8).contains("\"archived\"");
    }

    private static Predicate<Call> census() {
        return call -> jira("/search/jql").test(call)
                && !new String(call.body(), StandardCharsets.UTF_8).contains("summary");
    }

    /** Killed when a request arrives; the service carries it out all the same. */
    private static Consumer<World> arrives(Predicate<Call> request, int number) {
        return world -> world.on(request, number, Fault.resetAfter(), world::kill);
    }

    /** Killed so many milliseconds after a request was answered. */
    private static Consumer<World> afterAnswer(Predicate<Call> request, int number, int millis) {
        return world -> world.on(request, number, Fault.latency(Duration.ofMillis(1)), () -> world.killIn(3 + millis));
    }

    /** A sandbox and the processes that live in it one after the other. */
    private static final class World {

        private final Path folder;
        private final SyncFixture sync;
        private ProgramProcess process;
        private int round;
        private int removed;

        private World(Path folder) {
            this.folder = folder;
            this.sync = new SyncFixture(folder, new SandboxOptions().pageCap(8));
        }

        private void live(List<Point> points) {
            try {
                Files.createDirectories(folder);
                sync.with("sync.concurrency", "2").addMany(ISSUES);
                for (Point point : points) {
                    die(point);
                }
                goOn("once");
                goOn("once", "--full");
                assertThat(sync.sandbox().initiatives().all()).extracting(Initiative::externalRef).doesNotHaveDuplicates();
                assertThat(sync.deadLetters()).isEmpty();
                sync.assertMirrored();
            } catch (Exception e) {
                throw new AssertionError(e);
            } finally {
                sync.close();
            }
        }

        private void die(Point point) throws Exception {
            change(point.command().length > 1);
            try (ProgramProcess child = new ProgramProcess(folder, sync.settings())) {
                process = child;
                point.arm().accept(this);
                child.start(point.command());
                assertThat(child.await()).as("killed at '%s': %s", point.name(), child.err()).isEqualTo(SIGKILL);
            } finally {
                sync.sandbox().faults().clear();
            }
        }

        private void goOn(String... command) throws Exception {
            try (ProgramProcess child = new ProgramProcess(folder, sync.settings())) {
                child.start(command);
                assertThat(child.await()).as(child.err()).isZero();
            }
        }

        /** There is always something to create, to update and to archive. */
        private void change(boolean removing) throws Exception {
            round++;
            if (removing) {
                if (removed == 0) {
                    goOn("once");
                }
                sync.sandbox().issues().delete("SHOP-" + ++removed);
            }
            for (int i = 1; i <= 12; i++) {
                sync.rename("SHOP-" + (ISSUES - i), "Round " + round + " of " + i);
            }
            sync.add("New in round " + round);
        }

        private void on(Predicate<Call> request, int number, Fault fault, Runnable deed) {
            AtomicInteger seen = new AtomicInteger();
            sync.sandbox().faults().add(fault.when(call -> {
                boolean now = request.test(call) && seen.incrementAndGet() == number;
                if (now) {
                    deed.run();
                }
                return now;
            }));
        }

        private void kill() {
            process.kill();
        }

        private void killIn(int millis) {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::kill);
        }

        /** Killed when the state store is written next after a request. */
        private void whenStateGrows(Predicate<Call> request, int number) {
            on(request, number, Fault.latency(Duration.ofMillis(1)), () -> {
                Path log = folder.resolve("state.db-wal");
                long size = log.toFile().length();
                Thread watcher = new Thread(() -> {
                    await().pollInterval(Duration.ofMillis(1)).atMost(Duration.ofSeconds(20))
                            .until(() -> log.toFile().length() != size || !process.isAlive());
                    kill();
                });
                watcher.setDaemon(true);
                watcher.start();
            });
        }
    }
}
