package io.github.cameljirasync.cli;

import java.util.List;

import io.github.cameljirasync.sprintrr.ImportLog;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.FailedIssue;
import io.github.cameljirasync.state.StateStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What is kept of the issues that could not be delivered. */
@Command(name = "dead-letters", description = "Lists, shows, replays or discards the issues that could not be delivered.")
final class DeadLettersCommand extends BundleCommand {

    private static final int MOST_LISTED = 1000;

    DeadLettersCommand(Shell shell) {
        super(shell);
    }

    /** The command with its own commands. */
    static CommandLine of(Shell shell) {
        return new CommandLine(new DeadLettersCommand(shell))
                .addSubcommand("list", new Listing(shell))
                .addSubcommand("show", new Show(shell))
                .addSubcommand("replay", new ReplayCommand(shell))
                .addSubcommand("discard", new Discard(shell));
    }

    /** Without a command of its own it lists. */
    @Override
    public Integer call() throws Exception {
        return new Listing(shell()).call();
    }

    static UsageException unknown(long id) {
        return new UsageException("There is no dead letter " + id + "; 'dead-letters list' shows those there are.");
    }

    /** Lists them. */
    @Command(name = "list", description = "Lists the issues that wait, the last failure first.")
    static final class Listing extends BundleCommand {

        Listing(Shell shell) {
            super(shell);
        }

        @Override
        public Integer call() throws Exception {
            try (Bundle bundle = open(Bundle.Part.BEANS)) {
                bundle.bean("jiraSyncState", StateStore.class).leaveNoFile();
                List<DeadLetter> letters = bundle.bean("jiraSyncDeadLetters", DeadLetters.class).list(MOST_LISTED);
                if (letters.isEmpty()) {
                    out().println("No issue waits in the dead letters.");
                    return ExitStatus.OK;
                }
                Table table = new Table("ID", "SYNC", "ISSUE", "KIND", "CODE", "TRIES", "NEXT TRY", "ERROR");
                for (DeadLetter letter : letters) {
                    FailedIssue failed = letter.failed();
                    table.row(letter.id(), failed.sync(), failed.issueKey(), failed.kind().label(), code(failed),
                            letter.tries(), next(letter), failed.error());
                }
                table.print(out(), width());
                return ExitStatus.OK;
            }
        }
    }

    private static String next(DeadLetter letter) {
        if (ImportLog.project(letter.failed().sync()).isPresent()) {
            return "next import";
        }
        return letter.nextTryAt() == null ? "on change" : When.of(letter.nextTryAt());
    }

    private static String code(FailedIssue failed) {
        String status = failed.status() == null ? "" : failed.status().toString();
        return failed.code() == null ? status : (status + ' ' + failed.code()).strip();
    }

    /** Shows all that is kept of one. */
    @Command(name = "show", description = "Shows all that is kept of one: the failure, the issue and what was to be sent.")
    static final class Show extends BundleCommand {

        @Parameters(paramLabel = "ID", description = "Its number in the list.")
        private long id;

        Show(Shell shell) {
            super(shell);
        }

        @Override
        public Integer call() throws Exception {
            try (Bundle bundle = open(Bundle.Part.BEANS)) {
                bundle.bean("jiraSyncState", StateStore.class).leaveNoFile();
                DeadLetter letter = bundle.bean("jiraSyncDeadLetters", DeadLetters.class).find(id)
                        .orElseThrow(() -> unknown(id));
                FailedIssue failed = letter.failed();
                line("Dead letter", letter.id());
                line("Sync", failed.sync());
                line("Issue", failed.issueKey() + " (id " + failed.issueId() + ")");
                line("Updated", When.of(failed.issueUpdated()));
                line("Kind", failed.kind().label());
                line("Answer", code(failed));
                line("Error", failed.error());
                line("Tries", letter.tries());
                line("First failed", When.of(letter.firstFailedAt()));
                line("Last failed", When.of(letter.lastFailedAt()));
                line("Next try", nextTry(letter));
                json("The target's errors by field", failed.fieldErrors());
                json("What was to be sent", failed.payload());
                json("The issue as Jira gave it", failed.issue());
                return ExitStatus.OK;
            }
        }

        private static String nextTry(DeadLetter letter) {
            String byHand = ", or by 'dead-letters replay " + letter.id() + "'";
            return ImportLog.project(letter.failed().sync()).map(project -> "the next import of the issue into project "
                    + project + byHand).orElseGet(() -> letter.nextTryAt() == null ? "when the issue changes" + byHand
                            : When.of(letter.nextTryAt()));
        }

        private void line(String name, Object value) {
            out().printf("%-13s %s%n", name, Table.plain(value.toString()));
        }

        private void json(String title, String json) {
            if (json != null) {
                out().println();
                out().println(title + ':');
                out().println(PrettyJson.of(json));
            }
        }
    }

    /** Forgets one. */
    @Command(name = "discard", description = "Forgets one; the issue is not sent again before it changes.")
    static final class Discard extends BundleCommand {

        @Parameters(paramLabel = "ID", description = "Its number in the list.")
        private long id;

        Discard(Shell shell) {
            super(shell);
        }

        @Override
        public Integer call() throws Exception {
            try (Bundle bundle = open(Bundle.Part.BEANS)) {
                if (!bundle.bean("jiraSyncDeadLetters", DeadLetters.class).discard(id)) {
                    throw unknown(id);
                }
                out().println("Dead letter " + id + " is discarded.");
                return ExitStatus.OK;
            }
        }
    }
}
