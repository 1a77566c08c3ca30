package org.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthConfigTest {
    private static AuthConfig config(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AuthConfig.class)
                .withDefaultValue("homeroom.auth.public-url", "https://class.example.org")
                .withDefaultValues(set)
                .build()
                .getConfigMapping(AuthConfig.class);
    }

    /// What operators rely on without having read it.
    @Test
    void theDefaultsSuitProduction() {
        var config = config(Map.of());

        assertThat(config.signingKeys()).isEmpty();
        assertThat(config.tokens().accessLife()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.tokens().idleLife()).isEqualTo(Duration.ofDays(30));
        assertThat(config.tokens().absoluteLife()).isEqualTo(Duration.ofDays(180));
        assertThat(config.tokens().grace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.passwords().memory().asLongValue()).isEqualTo(19 * 1024 * 1024);
        assertThat(config.passwords().iterations()).isEqualTo(2);
        assertThat(config.passwords().parallelism()).isEqualTo(1);
        assertThat(config.registration().policy()).isEqualTo(AuthConfig.Registration.Policy.OPEN);
        assertThat(config.registration().domains()).isEmpty();
        assertThat(config.registration().linkLife()).isEqualTo(Duration.ofHours(24));
        assertThat(config.mail().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.tries().perClient().burst()).isEqualTo(200);
        assertThat(config.tries().mails().burst()).isEqualTo(5);
        assertThat(config.tries().passwords().free()).isEqualTo(5);
        assertThat(config.tries().passwords().firstDelay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.tries().passwords().longestDelay()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.tries().codes().free()).isEqualTo(5);
        assertThat(config.tries().codes().firstDelay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.tries().codes().longestDelay()).isEqualTo(Duration.ofHours(24));
        assertThat(config.tries().codes().forgottenAfter()).isEqualTo(Duration.ofDays(30));
        assertThat(config.secondFactor().required())
                .isEqualTo(AuthConfig.SecondFactor.Required.NOBODY);
        assertThat(config.secondFactor().setupLife()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aWrongPublicAddressStopsTheStart() {
        var config = config(Map.of("homeroom.auth.public-url", "http://10.0.0.1:8080"));

        assertThatThrownBy(() -> new PublicUrlProducer().publicUrl(config))
                .hasMessageContaining("the public address must be https://host[:port]");
    }

    @Test
    void whatIsMisspeltStopsTheStart() {
        assertThatThrownBy(() -> config(Map.of("homeroom.auth.tokens.grase", "5s")))
                .hasStackTraceContaining("homeroom.auth.tokens.grase");
        assertThatThrownBy(() -> config(Map.of("homeroom.auth.tokens.grace", "a while")))
                .hasStackTraceContaining("homeroom.auth.tokens.grace");
    }
}
