package org.homeroom.chat.search;

/// A word of a text, as [Analysis] sees it.
///
/// @param term in the form in which words are compared: lower case, without marks, singular
/// @param position 1 for the first. Two characters that stand together are a word of their own, at
///   the position of the first of them
/// @param start of its first UTF-16 unit in the text
/// @param end after its last one
/// @param kind what it is made of
record Word(String term, int position, int start, int end, Kind kind) {
    enum Kind {
        /// A word between spaces, or a number.
        SPACED,
        /// A character of a script that is written without spaces (Han, Kana, Hangul).
        CHARACTER,
        /// Two such characters that stand together.
        PAIR
    }
}
