/// What people are told of without looking: what they want to be notified of, and Activity, the
/// list of what concerns them.
@NullMarked
package org.homeroom.chat.notification;

import org.jspecify.annotations.NullMarked;
