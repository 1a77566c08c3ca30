/// One strict JSON dialect for REST bodies, socket frames and events.
@NullMarked
package org.homeroom.platform.json;

import org.jspecify.annotations.NullMarked;
