/// Files: uploaded in as many tries as it takes, known by what their bytes are, sent with messages,
/// seen by whoever may see those.
@NullMarked
package org.homeroom.chat.file;

import org.jspecify.annotations.NullMarked;
