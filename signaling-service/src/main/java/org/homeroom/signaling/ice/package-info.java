/// What a browser needs to be reached through firewalls: STUN and TURN servers.
@NullMarked
package org.homeroom.signaling.ice;

import org.jspecify.annotations.NullMarked;
