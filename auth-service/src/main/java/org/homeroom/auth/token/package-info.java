/// Access tokens, and the keys that sign them.
@NullMarked
package org.homeroom.auth.token;

import org.jspecify.annotations.NullMarked;
