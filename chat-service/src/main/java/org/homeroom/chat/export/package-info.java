/// A channel taken along: everything that its members see of it, in a ZIP archive that is made
/// while it is sent (docs/adr/0020-an-export-is-made-while-it-is-sent.md).
@NullMarked
package org.homeroom.chat.export;

import org.jspecify.annotations.NullMarked;
