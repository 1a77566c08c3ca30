/// The one address that a browser knows: it serves the client and passes everything else on to the
/// services. It holds no state, decides nothing about people, and is not trusted by any service.
@NullMarked
package org.homeroom.gateway;

import org.jspecify.annotations.NullMarked;
