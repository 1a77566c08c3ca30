/// Calls between two people, while they last, and what browsers need to reach each other.
@NullMarked
package org.homeroom.signaling;

import org.jspecify.annotations.NullMarked;
