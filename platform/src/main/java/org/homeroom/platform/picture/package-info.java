/// Pictures that strangers send: read within bounds of time and memory, and drawn anew.
///
/// Needs the optional dependencies of this module on TwelveMonkeys' readers.
@NullMarked
package org.homeroom.platform.picture;

import org.jspecify.annotations.NullMarked;
