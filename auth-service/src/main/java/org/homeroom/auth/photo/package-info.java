/// Photos of people: from whatever file a stranger sends to small square pictures that are safe to
/// show.
@NullMarked
package org.homeroom.auth.photo;

import org.jspecify.annotations.NullMarked;
