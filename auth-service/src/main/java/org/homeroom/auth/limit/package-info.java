/// How often something may be tried.
@NullMarked
package org.homeroom.auth.limit;

import org.jspecify.annotations.NullMarked;
