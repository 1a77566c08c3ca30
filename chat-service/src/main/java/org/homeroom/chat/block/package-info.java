/// Whom people have blocked.
@NullMarked
package org.homeroom.chat.block;

import org.jspecify.annotations.NullMarked;
