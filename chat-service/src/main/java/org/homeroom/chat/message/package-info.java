/// Messages: stored once, numbered without gaps, published until Kafka has them.
@NullMarked
package org.homeroom.chat.message;

import org.jspecify.annotations.NullMarked;
