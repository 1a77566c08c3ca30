package org.homeroom.chat.file;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.homeroom.chat.ChatProblem;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.problem.Problem;

/// Copies of files, for those who send on what they were sent. A copy is a file of whoever made it:
/// it counts as theirs, goes with a message of theirs, and stays whatever becomes of the other. Its
/// bytes are kept once.
@ApplicationScoped
public class CopyStore {
    /// What became of the wish to have copies.
    public sealed interface Copied {
        /// All of them can be sent.
        record Done() implements Copied {}

        record Refused(Problem problem) implements Copied {}
    }

    private final FileStore files;

    CopyStore(FileStore files) {
        this.files = files;
    }

    /// Makes copies of files, of which the caller knows that their owner-to-be may see them.
    ///
    /// @param copies as many names that no other file has; the same again change nothing
    public Uni<Copied> copy(AccountId owner, List<FileId> originals, List<FileId> copies) {
        return originals.isEmpty()
                ? Uni.createFrom().item(new Copied.Done())
                : files.copy(owner, originals, copies)
                        .map(copied ->
                                switch (copied) {
                                    case DONE -> new Copied.Done();
                                    case NO_ROOM ->
                                            new Copied.Refused(
                                                    Problem.of(
                                                            ChatProblem.FILE_QUOTA_EXCEEDED,
                                                            "Your files take up all of your room."));
                                    case GONE ->
                                            new Copied.Refused(
                                                    Problem.of(
                                                            ChatProblem.FILE_NOT_FOUND,
                                                            "A file of the message is not there any more."));
                                });
    }
}
