/// What administrators see of people and decide about them.
@NullMarked
package org.homeroom.auth.admin;

import org.jspecify.annotations.NullMarked;
