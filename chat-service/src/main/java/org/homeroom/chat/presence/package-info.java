/// Who is online, away or offline, over all replicas.
@NullMarked
package org.homeroom.chat.presence;

import org.jspecify.annotations.NullMarked;
