/// What every module's tests stand on: real PostgreSQL and Kafka, tokens as auth-service would sign
/// them, a socket client, a clock that the test moves, and the architecture rules.
@NullMarked
package org.homeroom.platform.test;

import org.jspecify.annotations.NullMarked;
