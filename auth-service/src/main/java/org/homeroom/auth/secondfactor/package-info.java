/// What somebody shows beside their password: codes of an authenticator, and codes kept on paper.
@NullMarked
package org.homeroom.auth.secondfactor;

import org.jspecify.annotations.NullMarked;
