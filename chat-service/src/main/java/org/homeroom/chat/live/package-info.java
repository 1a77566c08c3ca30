/// The socket: commands in, frames out, and who hears what.
@NullMarked
package org.homeroom.chat.live;

import org.jspecify.annotations.NullMarked;
