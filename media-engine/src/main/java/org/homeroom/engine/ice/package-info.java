/// Connectivity checks as an agent with a public address answers them (ICE-lite, RFC 8445, section
/// 2.5).
@NullMarked
package org.homeroom.engine.ice;

import org.jspecify.annotations.NullMarked;
