/// Signed-in devices: families of refresh tokens, the access tokens they buy, and the keys that
/// sign those.
@NullMarked
package org.homeroom.auth.session;

import org.jspecify.annotations.NullMarked;
