/// What may become of a message after it was sent: edits, deletion, reactions and pins.
@NullMarked
package org.homeroom.chat.change;

import org.jspecify.annotations.NullMarked;
