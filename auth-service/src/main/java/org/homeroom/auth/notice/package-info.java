/// What people are told by mail of the security of their account.
@NullMarked
package org.homeroom.auth.notice;

import org.jspecify.annotations.NullMarked;
