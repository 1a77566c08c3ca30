/// People: from the form they fill in, over the link in their mail, to the profile that others see.
@NullMarked
package org.homeroom.auth.account;

import org.jspecify.annotations.NullMarked;
