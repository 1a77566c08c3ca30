/// A service that exists only here: a REST resource that meets with every kind of refusal.
@NullMarked
package org.homeroom.platform.probe;

import org.jspecify.annotations.NullMarked;
