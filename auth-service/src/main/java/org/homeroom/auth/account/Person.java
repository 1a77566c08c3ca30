package org.homeroom.auth.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.AccountId;

/// What others see of a person; never the address.
@Schema(requiredProperties = {"id", "name"})
record Person(AccountId id, String name) {
    static Person of(Account account) {
        return new Person(account.id(), account.name().value());
    }
}
