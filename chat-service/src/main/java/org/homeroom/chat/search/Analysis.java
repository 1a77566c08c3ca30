package org.homeroom.chat.search;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/// Takes texts apart into words, by Lucene: at the boundaries of Unicode (UAX #29), full-width
/// letters like others, without marks, plurals like singulars. Chinese, Japanese and Korean have no
/// spaces, so there each character is a word and each two neighbours are one: any part of a
/// sentence is found, from a single character up, without a dictionary that does not know the names
/// of the class.
final class Analysis {
    /// Counted up whenever a message gives other words than before: what was taken apart by an
    /// older version is taken apart again.
    static final int VERSION = 3;

    /// Of UTF-16 units. A longer run of letters is cut: it is no word, and PostgreSQL takes 2 kB.
    private static final int LONGEST = 100;

    /// Safe for threads: each has a stream of its own.
    private static final Analyzer ANALYZER =
            new Analyzer() {
                @Override
                protected TokenStreamComponents createComponents(String field) {
                    var source = new StandardTokenizer();
                    source.setMaxTokenLength(LONGEST);
                    TokenStream words = new CJKWidthFilter(source);
                    words = new LowerCaseFilter(words);
                    words = new EnglishPossessiveFilter(words);
                    words = new ASCIIFoldingFilter(words);
                    words = new EnglishMinimalStemFilter(words);
                    return new TokenStreamComponents(source, new CJKBigramFilter(words, ALL, true));
                }

                @Override
                protected Reader initReader(String field, Reader text) {
                    return new MappingCharFilter(APART, text);
                }
            };

    /// Signs that UAX #29 takes for parts of a word between letters. Who looks for a word finds it
    /// in an address, a file's name or a time too.
    private static final NormalizeCharMap APART = apart(":", ".", "_");

    private static NormalizeCharMap apart(String... signs) {
        var map = new NormalizeCharMap.Builder();
        for (var sign : signs) {
            map.add(sign, " ");
        }
        return map.build();
    }

    private static final int ALL =
            CJKBigramFilter.HAN
                    | CJKBigramFilter.HIRAGANA
                    | CJKBigramFilter.KATAKANA
                    | CJKBigramFilter.HANGUL;

    private Analysis() {}

    /// The words in the order of their positions; a pair stands after its first character.
    static List<Word> words(String text) {
        var words = new ArrayList<Word>();
        try (var stream = ANALYZER.tokenStream("text", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            var step = stream.addAttribute(PositionIncrementAttribute.class);
            var type = stream.addAttribute(TypeAttribute.class);
            var position = 0;
            stream.reset();
            while (stream.incrementToken()) {
                position += step.getPositionIncrement();
                words.add(
                        new Word(
                                term.toString(),
                                position,
                                offset.startOffset(),
                                offset.endOffset(),
                                kind(type.type())));
            }
            stream.end();
        } catch (IOException never) {
            throw new UncheckedIOException("a text that is in memory", never);
        }
        return words;
    }

    private static Word.Kind kind(String type) {
        return switch (type) {
            case CJKBigramFilter.DOUBLE_TYPE -> Word.Kind.PAIR;
            case CJKBigramFilter.SINGLE_TYPE -> Word.Kind.CHARACTER;
            default -> Word.Kind.SPACED;
        };
    }
}
