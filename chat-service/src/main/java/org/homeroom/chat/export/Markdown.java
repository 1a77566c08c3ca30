package org.homeroom.chat.export;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;
import org.homeroom.chat.message.Mentions;
import org.homeroom.platform.id.AccountId;

/// Texts of messages as HTML for a page that strangers wrote parts of: tags are text, links lead to
/// the web or to somebody's mail, and pictures are links, for a page from a disk is to tell nobody
/// that it is read.
final class Markdown {
    /// A few kilobytes may be a table of millions of cells, since those that a row lacks are added.
    /// What is over is shown as it was typed.
    private static final int MOST_CELLS = 1_500;

    private static final Pattern SAFE_LINK =
            Pattern.compile("(?:https?://|mailto:).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Parser parser;
    private final HtmlRenderer renderer;

    /// @param names whom a mention is shown as
    /// @param everybody what a mention of everybody is shown as
    Markdown(Function<AccountId, String> names, String everybody) {
        var extensions =
                List.of(
                        TablesExtension.builder().maxCells(MOST_CELLS).build(),
                        StrikethroughExtension.create(),
                        TaskListItemsExtension.create());
        this.parser =
                Parser.builder()
                        .extensions(extensions)
                        .customInlineContentParserFactory(new MentionParserFactory())
                        .build();
        this.renderer =
                HtmlRenderer.builder()
                        .extensions(extensions)
                        .escapeHtml(true)
                        .sanitizeUrls(true)
                        .urlSanitizer(new OnlyOutside())
                        .attributeProviderFactory(_ -> Markdown::awayFromHere)
                        .nodeRendererFactory(context -> new OwnRenderer(context, names, everybody))
                        .build();
    }

    String html(String text) {
        Node parsed;
        try {
            parsed = parser.parse(text);
        } catch (IllegalArgumentException tooManyCells) {
            return "<pre>" + Html.escaped(text) + "</pre>";
        }
        return renderer.render(parsed);
    }

    private static void awayFromHere(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link) {
            attributes.put("rel", "noopener noreferrer");
            attributes.put("target", "_blank");
        }
    }

    /// Nothing that runs, and nothing beside this page: there files lie that strangers sent.
    private static final class OnlyOutside implements UrlSanitizer {
        @Override
        public String sanitizeLinkUrl(String url) {
            return SAFE_LINK.matcher(url).matches() ? url : "";
        }

        @Override
        public String sanitizeImageUrl(String url) {
            return sanitizeLinkUrl(url);
        }
    }

    /// Somebody who is called, or everybody.
    private static final class Mention extends CustomNode {
        private final Mentions called;

        Mention(Mentions called) {
            this.called = called;
        }
    }

    /// `<@…>` is no tag and no link of CommonMark's, so it takes nothing from anybody.
    private static final class MentionParserFactory implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('<');
        }

        @Override
        public InlineContentParser create() {
            return MentionParserFactory::parse;
        }

        private static ParsedInline parse(InlineParserState state) {
            var scanner = state.scanner();
            var begin = scanner.position();
            if (!scanner.next("<@") || scanner.find('>') < 0) {
                return ParsedInline.none();
            }
            scanner.next();
            var token = scanner.getSource(begin, scanner.position()).getContent();
            var called = Mentions.in(token);
            return called.any() && Mentions.blanked(token).isBlank()
                    ? ParsedInline.of(new Mention(called), scanner.position())
                    : ParsedInline.none();
        }
    }

    private static final class OwnRenderer implements NodeRenderer {
        private final HtmlNodeRendererContext context;
        private final Function<AccountId, String> names;
        private final String everybody;

        OwnRenderer(
                HtmlNodeRendererContext context,
                Function<AccountId, String> names,
                String everybody) {
            this.context = context;
            this.names = names;
            this.everybody = everybody;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Mention.class, Image.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case Mention mention -> mention(mention.called);
                case Image image -> picture(image);
                default -> throw new IllegalStateException("not asked for");
            }
        }

        private void mention(Mentions called) {
            var html = context.getWriter();
            html.tag("b");
            html.text("@" + called.people().stream().findFirst().map(names).orElse(everybody));
            html.tag("/b");
        }

        private void picture(Image image) {
            var html = context.getWriter();
            var address = context.urlSanitizer().sanitizeImageUrl(image.getDestination());
            html.tag(
                    "a", Map.of("href", address, "rel", "noopener noreferrer", "target", "_blank"));
            for (var child = image.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
            html.text(" " + address);
            html.tag("/a");
        }
    }
}
