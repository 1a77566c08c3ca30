/// The suite on one machine, with one command.
///
/// [org.homeroom.local.LocalStack] starts real infrastructure and then the services, as the
/// processes that ship, on the loopback interface only. `Main` is the same for people at a
/// terminal.
@NullMarked
package org.homeroom.local;

import org.jspecify.annotations.NullMarked;
