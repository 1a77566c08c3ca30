package org.homeroom.chat.export;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.event.MemberRole;

/// The language of the page in an export: what it says around what people wrote. `%s` and `%d` are
/// filled in.
@Schema(
        name = "PageLanguage",
        enumeration = {"en", "zh-Hant-TW"})
public enum PageLanguage {
    ENGLISH(
            "en",
            Locale.UK,
            "Exported on %s by %s. Shown is what was sent until then.",
            "Archived on %s",
            "People (%d)",
            "Nothing was posted.",
            "This post was deleted.",
            "This comment was deleted.",
            "edited %s",
            "pinned",
            "Who reacted",
            "What it said before",
            "answers #%d",
            "comments are closed",
            "This file was gone when the export was made: %s",
            "in the folder: %s",
            "forwarded, first said by %s on %s",
            "everybody",
            "Deleted account") {
        @Override
        String role(MemberRole role) {
            return switch (role) {
                case OWNER -> "owner";
                case TEACHER -> "teacher";
                case MEMBER -> "member";
                case GUEST -> "guest";
            };
        }
    },
    TRADITIONAL_CHINESE(
            "zh-Hant-TW",
            Locale.TAIWAN,
            "匯出時間：%s，匯出者：%s。以下是在此之前送出的內容。",
            "已於%s封存",
            "成員（%d）",
            "還沒有任何貼文。",
            "這則貼文已刪除。",
            "這則留言已刪除。",
            "編輯於%s",
            "已釘選",
            "誰回應了",
            "先前的內容",
            "回覆 #%d",
            "不開放留言",
            "匯出時這個檔案已經不在：%s",
            "位於資料夾：%s",
            "轉寄自%s，原訊息時間：%s",
            "所有人",
            "已刪除的帳號") {
        @Override
        String role(MemberRole role) {
            return switch (role) {
                case OWNER -> "擁有者";
                case TEACHER -> "老師";
                case MEMBER -> "成員";
                case GUEST -> "訪客";
            };
        }
    };

    private final String tag;
    private final Locale locale;
    final String exported;
    final String archived;
    final String people;
    final String nothing;
    final String deletedPost;
    final String deletedComment;
    final String edited;
    final String pinned;
    final String reacted;
    final String before;
    final String answers;
    final String closed;
    final String gone;
    final String path;
    final String forwarded;
    final String everybody;
    final String nobody;

    PageLanguage(
            String tag,
            Locale locale,
            String exported,
            String archived,
            String people,
            String nothing,
            String deletedPost,
            String deletedComment,
            String edited,
            String pinned,
            String reacted,
            String before,
            String answers,
            String closed,
            String gone,
            String path,
            String forwarded,
            String everybody,
            String nobody) {
        this.tag = tag;
        this.locale = locale;
        this.exported = exported;
        this.archived = archived;
        this.people = people;
        this.nothing = nothing;
        this.deletedPost = deletedPost;
        this.deletedComment = deletedComment;
        this.edited = edited;
        this.pinned = pinned;
        this.reacted = reacted;
        this.before = before;
        this.answers = answers;
        this.closed = closed;
        this.gone = gone;
        this.path = path;
        this.forwarded = forwarded;
        this.everybody = everybody;
        this.nobody = nobody;
    }

    abstract String role(MemberRole role);

    /// BCP 47.
    @JsonValue
    public String tag() {
        return tag;
    }

    /// @throws IllegalArgumentException for a language that the product does not speak
    @JsonCreator
    public static PageLanguage ofTag(String tag) {
        for (var language : values()) {
            if (language.tag.equals(tag)) {
                return language;
            }
        }
        throw new IllegalArgumentException("not a language of ours");
    }

    /// Date, time and how far that is from Greenwich: CST is five zones.
    String time(Instant at, ZoneId zone) {
        var time =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(at.atZone(zone));
        return time + " " + DateTimeFormatter.ofPattern("O", locale).format(at.atZone(zone));
    }
}
