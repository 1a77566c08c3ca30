/// Kafka at the edge: CloudEvents in binary mode, a publisher, and the three ways in which a topic
/// is read.
@NullMarked
package org.homeroom.platform.kafka;

import org.jspecify.annotations.NullMarked;
