/// Passwords and the Argon2id hashes that stand for them.
@NullMarked
package org.homeroom.auth.password;

import org.jspecify.annotations.NullMarked;
