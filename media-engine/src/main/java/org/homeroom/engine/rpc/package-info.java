/// Kurento's protocol: JSON-RPC 2.0 over a socket, a tree of media objects, sessions that keep them
/// alive, and events. What is here does as a Kurento Media Server 7.3.0 was seen to do; where it
/// does otherwise, the module's README says so and why.
@NullMarked
package org.homeroom.engine.rpc;

import org.jspecify.annotations.NullMarked;
