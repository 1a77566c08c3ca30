/// The topic catalogue: every topic, its key and clean-up, and the sealed events that travel on it.
@NullMarked
package org.homeroom.platform.event;

import org.jspecify.annotations.NullMarked;
