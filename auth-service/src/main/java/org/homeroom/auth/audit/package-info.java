/// What happened to the security of accounts, kept for their people and for administrators.
@NullMarked
package org.homeroom.auth.audit;

import org.jspecify.annotations.NullMarked;
