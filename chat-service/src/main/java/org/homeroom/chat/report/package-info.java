/// Messages that somebody tells those of who answer for their conversation.
@NullMarked
package org.homeroom.chat.report;

import org.jspecify.annotations.NullMarked;
