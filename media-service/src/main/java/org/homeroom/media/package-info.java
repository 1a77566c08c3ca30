/// Meetings: rooms, participants, breakout groups, recordings.
@NullMarked
package org.homeroom.media;

import org.jspecify.annotations.NullMarked;
