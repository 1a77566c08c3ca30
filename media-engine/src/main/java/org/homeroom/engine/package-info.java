/// A media server on the JVM that speaks Kurento's protocol.
@NullMarked
package org.homeroom.engine;

import org.jspecify.annotations.NullMarked;
