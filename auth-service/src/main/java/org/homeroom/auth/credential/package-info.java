/// What a person changes about how they are known to us: password and address; and how they leave.
@NullMarked
package org.homeroom.auth.credential;

import org.jspecify.annotations.NullMarked;
