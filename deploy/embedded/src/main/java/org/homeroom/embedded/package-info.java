/// Real infrastructure from the package registry, for one machine: PostgreSQL, Kafka, an S3 server
/// over a folder, and a mailbox.
///
/// The local stack runs on it, and so do the tests of every module, so what is tested is what
/// production speaks. Each component is started once, says on which port it listens (loopback
/// only), and is stopped by `close()`.
@NullMarked
package org.homeroom.embedded;

import org.jspecify.annotations.NullMarked;
