/// What a person does, done in real browsers against the whole suite: two replicas of chat-service
/// behind the gateway.
@NullMarked
package org.homeroom.e2e;

import org.jspecify.annotations.NullMarked;
