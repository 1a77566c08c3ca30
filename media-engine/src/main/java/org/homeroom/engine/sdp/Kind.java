package org.homeroom.engine.sdp;

/// What a section carries.
public enum Kind {
    AUDIO,
    VIDEO,

    /// Data channels, pictures and text: refused.
    OTHER
}
