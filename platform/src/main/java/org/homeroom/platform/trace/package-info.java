/// What something is done for, kept over waiting.
@NullMarked
package org.homeroom.platform.trace;

import org.jspecify.annotations.NullMarked;
