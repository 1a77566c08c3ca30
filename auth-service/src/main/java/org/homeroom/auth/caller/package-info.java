/// Who sends a request: the address it comes from, and the device in words.
@NullMarked
package org.homeroom.auth.caller;

import org.jspecify.annotations.NullMarked;
