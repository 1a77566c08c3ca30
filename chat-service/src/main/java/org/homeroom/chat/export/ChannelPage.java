package org.homeroom.chat.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.function.Function;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.person.Person;
import org.homeroom.platform.event.Moment;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.FileId;

/// `index.html` of an export: the channel for people, who open it from wherever they keep it. No
/// script, nothing from elsewhere, and a policy that says so.
final class ChannelPage implements PartWriter {
    private static final String STYLE =
            """
            :root{color-scheme:light dark;--line:#dedad2;--muted:#5e5a66;--soft:#f0eee9;--ground:#f6f5f2;--card:#fff;--text:#1d1c22;--accent:#433bb8}
            @media(prefers-color-scheme:dark){:root{--line:#30303b;--muted:#aba8b9;--soft:#24242d;--ground:#121217;--card:#1a1a21;--text:#edecf3;--accent:#b0abff}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--ground);color:var(--text);font:15px/1.6 "Inter Variable",Inter,system-ui,"PingFang TC","Microsoft JhengHei UI","Noto Sans TC",sans-serif;text-autospace:normal}
            main{max-width:46rem;margin:0 auto;padding:2rem 1rem 4rem}
            h1{font-size:2rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.25rem;line-height:1.4;margin:0}h1,h2,p,li,b{overflow-wrap:anywhere}
            a{color:var(--accent)}.muted,time{color:var(--muted);font-size:.8125rem}
            details{margin:.75rem 0}summary{cursor:pointer;color:var(--muted)}
            .post{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.25rem;margin:1.25rem 0}
            .comment{border-top:1px solid var(--line);margin-top:1rem;padding-top:1rem}
            .reply{margin-inline-start:1.5rem;border-inline-start:2px solid var(--line);padding-inline-start:1rem}
            .text>:first-child{margin-top:.5rem}.text>:last-child{margin-bottom:.5rem}
            .post>p,.comment>p{margin:.25rem 0}.post>p:first-child,.comment>p:first-child{margin-top:0}
            pre,code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.875em}pre{background:var(--soft);border-radius:10px;padding:.75rem;overflow:auto;white-space:pre-wrap}
            blockquote{margin:.75rem 0;border-inline-start:3px solid var(--line);padding-inline-start:1rem;color:var(--muted)}
            table{border-collapse:collapse;display:block;overflow:auto}td,th{border:1px solid var(--line);padding:.25rem .5rem}
            img{max-width:100%;height:auto;border-radius:10px;display:block;margin:.75rem 0}
            ul.files,ul.reactions,ul.people{list-style:none;padding:0;margin:.5rem 0}ul.reactions{display:flex;flex-wrap:wrap;gap:.375rem}
            ul.reactions li{border:1px solid var(--line);border-radius:99px;padding:0 .5rem;font-size:.875rem}
            @media print{body{background:none}.post{break-inside:avoid-page}}
            """;

    /// From a disk, `'self'` is not the same in all browsers; `file:` is what it means there.
    private static final String POLICY =
            "default-src 'none'; img-src 'self' file:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                    .formatted(digest(STYLE));

    /// What of the page is open, from the outside in.
    private enum Open {
        PEOPLE,
        POSTS,
        POST,
        COMMENT
    }

    /// What is told at the end of a message, folded.
    private enum Tail {
        NONE,
        REACTED_BY,
        EDITIONS
    }

    private final Html html;
    private final PageLanguage words;
    private final Exported exported;
    private final Function<AccountId, Person> people;
    private final Set<FileId> gone;
    private final Markdown markdown;
    private Open open = Open.PEOPLE;
    private Tail tail = Tail.NONE;
    private boolean isEmpty = true;

    /// @param gone files that are not in the archive
    ChannelPage(
            OutputStream out,
            Exported exported,
            Function<AccountId, Person> people,
            Set<FileId> gone) {
        this.html = new Html(new OutputStreamWriter(out, UTF_8));
        this.words = exported.language();
        this.exported = exported;
        this.people = people;
        this.gone = gone;
        this.markdown = new Markdown(this::name, words.everybody);
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private String name(AccountId account) {
        var name = people.apply(account).name();
        return name.isEmpty() ? words.nobody : name;
    }

    private String time(Instant at) {
        return words.time(at, exported.zone());
    }

    @Override
    public void begin(Exported same) throws IOException {
        var terms = exported.terms();
        html.raw("<!DOCTYPE html>\n<html lang=\"").text(words.tag()).raw("\">\n<head>\n");
        html.raw(
                "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"");
        html.text(POLICY).raw("\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<title>").text(terms.name()).raw("</title>\n<style>").raw(STYLE);
        html.raw("</style>\n</head>\n<body>\n<main>\n<header>\n<h1>").text(terms.name());
        html.raw("</h1>\n");
        if (!terms.description().isEmpty()) {
            html.raw("<p>").text(terms.description()).raw("</p>\n");
        }
        html.raw("<p class=\"muted\">");
        html.text(words.exported.formatted(time(exported.at()), name(exported.by())));
        if (exported.archivedAt() != null) {
            html.raw(" ").text(words.archived.formatted(time(exported.archivedAt())));
        }
        html.raw("</p>\n<details>\n<summary>");
        html.text(words.people.formatted(exported.memberCount()));
        html.raw("</summary>\n<ul class=\"people\">\n");
    }

    @Override
    public void write(Part part) throws IOException {
        switch (part) {
            case Part.Member(var account, var role, _) -> {
                html.raw("<li>").text(name(account)).raw(" <span class=\"muted\">");
                html.text(words.role(role)).raw("</span></li>\n");
            }
            case Part.Post(var message) -> {
                toPosts();
                open = Open.POST;
                isEmpty = false;
                post(message);
            }
            case Part.Comment(var message) -> {
                endTail();
                if (open == Open.COMMENT) {
                    html.raw("</section>\n");
                }
                open = Open.COMMENT;
                comment(message);
            }
            case Part.Reacted(_, var emoji, var by, _) -> {
                if (tail != Tail.REACTED_BY) {
                    begin(Tail.REACTED_BY, words.reacted);
                    html.raw("<ul class=\"people\">\n");
                }
                html.raw("<li>").text(emoji).raw(" ").text(name(by)).raw("</li>\n");
            }
            case Part.Edition(_, var title, var text, var writtenAt) -> {
                if (tail != Tail.EDITIONS) {
                    begin(Tail.EDITIONS, words.before);
                }
                html.raw("<p class=\"muted\">").text(time(writtenAt)).raw("</p>\n");
                if (title != null) {
                    html.raw("<p><b>").text(title).raw("</b></p>\n");
                }
                html.raw("<div class=\"text\">").raw(markdown.html(text)).raw("</div>\n");
            }
        }
    }

    private void post(Message message) throws IOException {
        html.raw("<article class=\"post\" id=\"m" + message.number() + "\">\n");
        if (message.deletedAt() != null) {
            html.raw("<p class=\"muted\">").text(words.deletedPost).raw("</p>\n");
            return;
        }
        var title = message.title();
        html.raw("<h2>").text(title == null ? "" : title).raw("</h2>\n");
        meta(message);
        body(message);
    }

    private void comment(Message message) throws IOException {
        var isReply = message.replyTo() != null;
        html.raw("<section class=\"comment" + (isReply ? " reply" : ""));
        html.raw("\" id=\"m" + message.number() + "\">\n");
        if (message.deletedAt() != null) {
            html.raw("<p class=\"muted\">").text(words.deletedComment).raw("</p>\n");
            return;
        }
        meta(message);
        body(message);
    }

    private void meta(Message message) throws IOException {
        html.raw("<p><b>").text(name(message.sender())).raw("</b> <time datetime=\"");
        html.text(message.sentAt().toString()).raw("\">").text(time(message.sentAt()));
        html.raw("</time> <span class=\"muted\">");
        html.raw("<a href=\"#m" + message.number() + "\">#" + message.number() + "</a>");
        if (message.replyTo() != null) {
            html.raw(" · <a href=\"#m" + message.replyTo() + "\">");
            html.text(words.answers.formatted(message.replyTo())).raw("</a>");
        }
        if (message.editedAt() != null) {
            html.raw(" · ").text(words.edited.formatted(time(message.editedAt())));
        }
        if (message.pinnedAt() != null) {
            html.raw(" · ").text(words.pinned);
        }
        if (Boolean.FALSE.equals(message.commentsAllowed())) {
            html.raw(" · ").text(words.closed);
        }
        html.raw("</span></p>\n");
    }

    private void body(Message message) throws IOException {
        if (message.forwarded() != null) {
            var first = message.forwarded();
            html.raw("<p class=\"muted\">↪ ");
            html.text(words.forwarded.formatted(name(first.sender()), time(first.sentAt())));
            html.raw("</p>\n");
        }
        if (message.moment() != null) {
            html.raw("<p class=\"muted\">▶ ").text(clock(message.moment())).raw("</p>\n");
        }
        if (!message.text().isEmpty()) {
            html.raw("<div class=\"text\">").raw(markdown.html(message.text())).raw("</div>\n");
        }
        if (!message.files().isEmpty()) {
            html.raw("<ul class=\"files\">\n");
            for (var archived : ArchivedFile.of(message)) {
                html.raw("<li>");
                file(archived);
                html.raw("</li>\n");
            }
            html.raw("</ul>\n");
        }
        if (!message.reactions().isEmpty()) {
            html.raw("<ul class=\"reactions\">\n");
            for (var reaction : message.reactions()) {
                html.raw("<li>").text(reaction.emoji()).raw(" " + reaction.count() + "</li>\n");
            }
            html.raw("</ul>\n");
        }
    }

    /// As players show it: 03:12, or 1:03:12.
    private static String clock(Moment moment) {
        var at = Duration.ofMillis(moment.position());
        var clock = "%02d:%02d".formatted(at.toMinutesPart(), at.toSecondsPart());
        return at.toHours() == 0 ? clock : at.toHours() + ":" + clock;
    }

    private void file(ArchivedFile archived) throws IOException {
        var file = archived.file();
        var name = file.name();
        if (gone.contains(file.id())) {
            html.raw("<span class=\"muted\">").text(words.gone.formatted(name)).raw("</span>");
            return;
        }
        var address = address(archived.path());
        if (archived.isPicture()) {
            html.raw("<a href=\"")
                    .text(address)
                    .raw("\"><img loading=\"lazy\" src=\"")
                    .text(address);
            html.raw("\" alt=\"").text(name);
            html.raw("\" width=\"" + file.width() + "\" height=\"" + file.height() + "\"></a>");
        } else if (archived.isHarmless()) {
            html.raw("<a href=\"").text(address).raw("\">").text(name).raw("</a>");
        } else {
            html.text(name).raw(" <span class=\"muted\">");
            html.text(words.path.formatted(archived.path())).raw("</span>");
        }
    }

    /// Relative to the page, with everything escaped that is no letter or digit.
    private static String address(String path) {
        var slash = path.indexOf('/') + 1;
        return path.substring(0, slash)
                + URLEncoder.encode(path.substring(slash), UTF_8).replace("+", "%20");
    }

    private void begin(Tail next, String summary) throws IOException {
        endTail();
        html.raw("<details>\n<summary>").text(summary).raw("</summary>\n");
        tail = next;
    }

    private void endTail() throws IOException {
        switch (tail) {
            case NONE -> {}
            case REACTED_BY -> html.raw("</ul>\n</details>\n");
            case EDITIONS -> html.raw("</details>\n");
        }
        tail = Tail.NONE;
    }

    private void toPosts() throws IOException {
        endTail();
        switch (open) {
            case PEOPLE -> {
                html.raw("</ul>\n</details>\n</header>\n");
            }
            case POSTS -> {}
            case POST -> html.raw("</article>\n");
            case COMMENT -> html.raw("</section>\n</article>\n");
        }
        open = Open.POSTS;
    }

    @Override
    public void end() throws IOException {
        toPosts();
        if (isEmpty) {
            html.raw("<p class=\"muted\">").text(words.nothing).raw("</p>\n");
        }
        html.raw("</main>\n</body>\n</html>\n");
        html.flush();
    }
}
