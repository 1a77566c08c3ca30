/// Accounts and sessions: who a person is, and on which devices they are signed in.
@NullMarked
package org.homeroom.auth;

import org.jspecify.annotations.NullMarked;
