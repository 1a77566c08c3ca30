/// Links by which people come into a channel.
@NullMarked
package org.homeroom.chat.invitation;

import org.jspecify.annotations.NullMarked;
