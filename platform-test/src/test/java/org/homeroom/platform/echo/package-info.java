/// A service that exists only here: one socket, to prove the framing with.
@NullMarked
package org.homeroom.platform.echo;

import org.jspecify.annotations.NullMarked;
