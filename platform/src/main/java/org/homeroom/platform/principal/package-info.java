/// Who is asking: the person that a verified access token names.
@NullMarked
package org.homeroom.platform.principal;

import org.jspecify.annotations.NullMarked;
