package org.homeroom.auth.session;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.List;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.Profile;
import org.homeroom.auth.limit.DeviceToken;
import org.homeroom.auth.session.SessionStore.Grant;
import org.homeroom.auth.token.AccessTokens;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Makes the answers that sign a browser in and out, cookies and all.
@Singleton
class SessionResponseProducer {
    /// The refresh token: sent to what refreshes and signs out.
    static final String REFRESH = "homeroom_refresh";

    /// The [DeviceToken]: outlives the session, and is sent to whatever asks for a password.
    static final String DEVICE = "homeroom_device";

    private final AccessTokens accessTokens;
    private final PublicUrl publicUrl;
    private final Duration deviceKnownFor;

    SessionResponseProducer(AccessTokens accessTokens, PublicUrl publicUrl, AuthConfig config) {
        this.accessTokens = accessTokens;
        this.publicUrl = publicUrl;
        this.deviceKnownFor = config.tries().deviceKnownFor();
    }

    /// @param recoveryCodes empty unless there are some to be shown
    RestResponse<Session> signedIn(
            Account account, Grant grant, DeviceToken device, List<String> recoveryCodes) {
        return session(account, grant, recoveryCodes.isEmpty() ? null : recoveryCodes)
                .cookie(cookie(DEVICE, device.text(), "/api/auth", deviceKnownFor))
                .build();
    }

    RestResponse<Session> refreshed(Account account, Grant grant) {
        return session(account, grant, null).build();
    }

    RestResponse<Void> signedOut() {
        return ResponseBuilder.<Void>noContent().cookie(refresh("", Duration.ZERO)).build();
    }

    private ResponseBuilder<Session> session(
            Account account, Grant grant, @Nullable List<String> recoveryCodes) {
        var access = accessTokens.sign(account, grant.token().session());
        var session =
                new Session(access.text(), access.expiresAt(), Profile.of(account), recoveryCodes);
        return ResponseBuilder.ok(session)
                .cookie(refresh(grant.token().text(), grant.life()))
                .header("Cache-Control", "no-store");
    }

    private NewCookie refresh(String value, Duration life) {
        return cookie(REFRESH, value, "/api/auth", life);
    }

    private NewCookie cookie(String name, String value, String path, Duration life) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .maxAge(Math.toIntExact(life.toSeconds()))
                .httpOnly(true)
                .secure(publicUrl.isSecure())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
