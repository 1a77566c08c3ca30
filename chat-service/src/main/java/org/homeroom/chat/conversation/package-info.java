/// Conversations: who is in them, how far each has read, and the lists of them.
@NullMarked
package org.homeroom.chat.conversation;

import org.jspecify.annotations.NullMarked;
