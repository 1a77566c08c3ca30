/// Who is in a conversation, as what, and what they may do there.
@NullMarked
package org.homeroom.chat.membership;

import org.jspecify.annotations.NullMarked;
