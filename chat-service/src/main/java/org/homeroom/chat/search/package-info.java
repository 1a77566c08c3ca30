/// Finds messages by their words, in whatever language they are written: words come from Lucene's
/// analysis, the inverted index is PostgreSQL's.
@NullMarked
package org.homeroom.chat.search;

import org.jspecify.annotations.NullMarked;
