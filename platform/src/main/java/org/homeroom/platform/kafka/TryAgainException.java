package org.homeroom.platform.kafka;

import org.apache.kafka.common.errors.RetriableException;

/// Thrown by whoever handles an event and cannot at the moment, as while a database is away: the
/// event, and those that came with it, are read again a second later, by this replica or by
/// another. Any other exception skips the event.
public final class TryAgainException extends RetriableException {
    private static final long serialVersionUID = 1;

    /// @param reason why not now
    public TryAgainException(String reason) {
        super(reason);
    }
}
