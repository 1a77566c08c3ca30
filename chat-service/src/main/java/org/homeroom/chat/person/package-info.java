/// People as auth-service tells of them: a read model of `account-profiles`.
@NullMarked
package org.homeroom.chat.person;

import org.jspecify.annotations.NullMarked;
