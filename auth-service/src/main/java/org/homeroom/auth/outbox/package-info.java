/// From the database to Kafka: what was committed is told, and nothing else.
@NullMarked
package org.homeroom.auth.outbox;

import org.jspecify.annotations.NullMarked;
