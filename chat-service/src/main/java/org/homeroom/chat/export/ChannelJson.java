package org.homeroom.chat.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.homeroom.chat.message.Mentions;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.person.Person;
import org.homeroom.platform.event.Forwarded;
import org.homeroom.platform.event.Moment;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.FileId;
import org.jspecify.annotations.Nullable;

/// `channel.json` of an export: the channel for programs. Its shape is in the wire contract.
final class ChannelJson implements PartWriter {
    /// Of the shape; a program that knows it looks here first.
    private static final int VERSION = 1;

    private static final JsonFactory JSON = new JsonFactory();

    /// What of the document is open, from the outside in.
    private enum Open {
        MEMBERS,
        POSTS,
        POST,
        COMMENTS,
        COMMENT
    }

    /// Which list at the end of a message is open.
    private enum Tail {
        NONE,
        REACTED_BY,
        EDITIONS
    }

    private final JsonGenerator json;
    private final Function<AccountId, Person> people;
    private final Set<FileId> gone;
    private Open open = Open.MEMBERS;
    private Tail tail = Tail.NONE;

    /// @param gone files that are not in the archive
    ChannelJson(OutputStream out, Function<AccountId, Person> people, Set<FileId> gone) {
        this.json = generator(out).setPrettyPrinter(new DefaultPrettyPrinter());
        this.people = people;
        this.gone = gone;
    }

    private static JsonGenerator generator(OutputStream out) {
        try {
            return JSON.createGenerator(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing is written yet", impossible);
        }
    }

    @Override
    public void begin(Exported exported) throws IOException {
        var terms = exported.terms();
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("exportedAt", exported.at().toString());
        person("exportedBy", exported.by());
        json.writeObjectFieldStart("channel");
        json.writeStringField("id", exported.channel().toString());
        json.writeStringField("name", terms.name());
        json.writeStringField("description", terms.description());
        json.writeStringField("access", terms.access().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("announcementsOnly", terms.announcementsOnly());
        json.writeStringField("createdAt", exported.createdAt().toString());
        optional("archivedAt", exported.archivedAt());
        json.writeNumberField("lastNumber", exported.lastNumber());
        json.writeNumberField("lastChange", exported.lastChange());
        json.writeEndObject();
        json.writeArrayFieldStart("members");
    }

    @Override
    public void write(Part part) throws IOException {
        switch (part) {
            case Part.Member(var account, var role, var joinedAt) -> {
                json.writeStartObject();
                name(account);
                json.writeStringField("role", role.name().toLowerCase(Locale.ROOT));
                json.writeStringField("joinedAt", joinedAt.toString());
                json.writeEndObject();
            }
            case Part.Post(var message) -> {
                toPosts();
                open = Open.POST;
                begin(message);
            }
            case Part.Comment(var message) -> {
                toComments();
                open = Open.COMMENT;
                begin(message);
            }
            case Part.Reacted reacted -> reacted(reacted);
            case Part.Edition edition -> edition(edition);
        }
    }

    private void reacted(Part.Reacted reacted) throws IOException {
        begin(Tail.REACTED_BY, "reactedBy");
        json.writeStartObject();
        json.writeStringField("emoji", reacted.emoji());
        person("by", reacted.by());
        json.writeStringField("at", reacted.at().toString());
        json.writeEndObject();
    }

    private void edition(Part.Edition edition) throws IOException {
        begin(Tail.EDITIONS, "editions");
        json.writeStartObject();
        optional("title", edition.title());
        json.writeStringField("text", edition.text());
        json.writeStringField("writtenAt", edition.writtenAt().toString());
        json.writeEndObject();
    }

    private void begin(Tail next, String field) throws IOException {
        if (tail != next) {
            endTail();
            json.writeArrayFieldStart(field);
            tail = next;
        }
    }

    private void begin(Message message) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", message.number());
        json.writeStringField("id", message.id().toString());
        person("sender", message.sender());
        json.writeStringField("sentAt", message.sentAt().toString());
        if (message.deletedAt() == null) {
            optional("title", message.title());
            json.writeStringField("text", message.text());
            mentions(message.text());
        }
        if (message.commentsAllowed() != null) {
            json.writeBooleanField("commentsAllowed", message.commentsAllowed());
        }
        if (message.replyTo() != null) {
            json.writeNumberField("replyTo", message.replyTo());
        }
        moment(message.moment());
        forwarded(message.forwarded());
        json.writeNumberField("change", message.change());
        optional("editedAt", message.editedAt());
        optional("deletedAt", message.deletedAt());
        if (message.deletedBy() != null) {
            person("deletedBy", message.deletedBy());
        }
        optional("pinnedAt", message.pinnedAt());
        if (message.pinnedBy() != null) {
            person("pinnedBy", message.pinnedBy());
        }
        reactions(message);
        files(message);
    }

    private void moment(@Nullable Moment moment) throws IOException {
        if (moment == null) {
            return;
        }
        json.writeObjectFieldStart("moment");
        json.writeObjectFieldStart("media");
        switch (moment.media()) {
            case Moment.Media.File(var file) -> {
                json.writeStringField("kind", "file");
                json.writeStringField("file", file.toString());
            }
            case Moment.Media.YouTube(var video) -> {
                json.writeStringField("kind", "youtube");
                json.writeStringField("video", video);
            }
        }
        json.writeEndObject();
        json.writeNumberField("position", moment.position());
        json.writeEndObject();
    }

    private void forwarded(@Nullable Forwarded forwarded) throws IOException {
        if (forwarded == null) {
            return;
        }
        json.writeObjectFieldStart("forwarded");
        person("sender", forwarded.sender());
        json.writeStringField("sentAt", forwarded.sentAt().toString());
        optional("title", forwarded.title());
        json.writeEndObject();
    }

    /// Texts name people by their ids only.
    private void mentions(String text) throws IOException {
        var called = Mentions.in(text).people();
        if (called.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("mentions");
        for (var account :
                called.stream().sorted(Comparator.comparing(AccountId::value)).toList()) {
            json.writeStartObject();
            name(account);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void reactions(Message message) throws IOException {
        if (message.reactions().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("reactions");
        for (var reaction : message.reactions()) {
            json.writeStartObject();
            json.writeStringField("emoji", reaction.emoji());
            json.writeNumberField("count", reaction.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void files(Message message) throws IOException {
        if (message.files().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("files");
        for (var archived : ArchivedFile.of(message)) {
            var file = archived.file();
            json.writeStartObject();
            json.writeStringField("id", file.id().toString());
            json.writeStringField("name", file.name());
            json.writeStringField("type", file.type());
            json.writeNumberField("bytes", file.bytes());
            if (gone.contains(file.id())) {
                json.writeBooleanField("missing", true);
            } else {
                json.writeStringField("path", archived.path());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void person(String field, AccountId account) throws IOException {
        json.writeObjectFieldStart(field);
        name(account);
        json.writeEndObject();
    }

    private void name(AccountId account) throws IOException {
        var person = people.apply(account);
        json.writeStringField("id", account.toString());
        json.writeStringField("name", person.name());
        if (person.isDeleted()) {
            json.writeBooleanField("deleted", true);
        }
    }

    private void optional(String field, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }

    private void endTail() throws IOException {
        if (tail != Tail.NONE) {
            json.writeEndArray();
            tail = Tail.NONE;
        }
    }

    private void toPosts() throws IOException {
        endTail();
        switch (open) {
            case MEMBERS -> {
                json.writeEndArray();
                json.writeArrayFieldStart("posts");
            }
            case POSTS -> {}
            case POST -> json.writeEndObject();
            case COMMENT -> {
                json.writeEndObject();
                json.writeEndArray();
                json.writeEndObject();
            }
            case COMMENTS -> {
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        open = Open.POSTS;
    }

    private void toComments() throws IOException {
        endTail();
        switch (open) {
            case MEMBERS, POSTS -> throw new IllegalStateException("a comment without a post");
            case POST -> json.writeArrayFieldStart("comments");
            case COMMENT -> json.writeEndObject();
            case COMMENTS -> {}
        }
        open = Open.COMMENTS;
    }

    @Override
    public void end() throws IOException {
        toPosts();
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }
}
