/// Sending on what somebody said elsewhere.
@NullMarked
package org.homeroom.chat.forward;

import org.jspecify.annotations.NullMarked;
