/// Mail that leaves for certain, though not at once.
@NullMarked
package org.homeroom.auth.mail;

import org.jspecify.annotations.NullMarked;
