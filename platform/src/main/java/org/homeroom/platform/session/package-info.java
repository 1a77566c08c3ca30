/// Sessions that ended before their access tokens did.
@NullMarked
package org.homeroom.platform.session;

import org.jspecify.annotations.NullMarked;
