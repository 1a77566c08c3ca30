/// What opens an address for a browser that sends no token: see [org.homeroom.chat.ticket.Ticket].
@NullMarked
package org.homeroom.chat.ticket;

import org.jspecify.annotations.NullMarked;
