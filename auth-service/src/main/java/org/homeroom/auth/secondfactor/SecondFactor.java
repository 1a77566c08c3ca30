package org.homeroom.auth.secondfactor;

import java.time.Instant;

/// That somebody has a second factor.
///
/// @param since when it was confirmed
/// @param recoveryCodesLeft 0 to 8
public record SecondFactor(Instant since, int recoveryCodesLeft) {}
