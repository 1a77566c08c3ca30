/// How a service leaves: what it has begun, it ends.
@NullMarked
package org.homeroom.platform.stopping;

import org.jspecify.annotations.NullMarked;
