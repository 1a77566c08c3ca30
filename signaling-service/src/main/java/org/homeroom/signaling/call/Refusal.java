package org.homeroom.signaling.call;

/// Why a command about a call is not carried out.
public enum Refusal {
    /// There is none of that name, or it is not this person's.
    NOT_FOUND,
    /// It has ended.
    OVER,
    /// Another of the person's devices sits in it.
    ELSEWHERE,
    /// This device sits in another call.
    DEVICE_IN_CALL,
    /// The two have a call already.
    IN_PROGRESS
}
