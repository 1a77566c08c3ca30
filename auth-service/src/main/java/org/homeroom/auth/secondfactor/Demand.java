package org.homeroom.auth.secondfactor;

/// What somebody who has given the right password has to show besides.
public enum Demand {
    NOTHING,
    /// Of the second factor that they have.
    CODE,
    /// They must have a second factor, and have none.
    SETUP
}
