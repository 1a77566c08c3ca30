/// Calls that are over, as their conversations keep them.
@NullMarked
package org.homeroom.chat.call;

import org.jspecify.annotations.NullMarked;
