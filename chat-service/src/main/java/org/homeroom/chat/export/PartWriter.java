package org.homeroom.chat.export;

import java.io.IOException;

/// Writes a channel down, part by part.
interface PartWriter {
    void begin(Exported exported) throws IOException;

    void write(Part part) throws IOException;

    /// Nothing more follows.
    void end() throws IOException;
}
