/// A call between two people: from the first ring to how it ended.
@NullMarked
package org.homeroom.signaling.call;

import org.jspecify.annotations.NullMarked;
