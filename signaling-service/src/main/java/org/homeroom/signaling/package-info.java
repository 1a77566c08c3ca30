/// Calls between two people, while they last: the socket over which browsers arrange them.
@NullMarked
package org.homeroom.signaling;

import org.jspecify.annotations.NullMarked;
