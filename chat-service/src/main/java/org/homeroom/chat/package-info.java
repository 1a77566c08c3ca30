/// What holds for the whole of chat-service.
@NullMarked
package org.homeroom.chat;

import org.jspecify.annotations.NullMarked;
