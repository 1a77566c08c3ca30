package org.homeroom.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.homeroom.auth.limit.Bucket.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {
    @Test
    void whatIsCountedTogetherHasOneBucketAndOtherThingsOthers() {
        assertThat(Bucket.of(Kind.ADDRESS, "a@example.org"))
                .isEqualTo(Bucket.of(Kind.ADDRESS, "a@example.org"))
                .isNotEqualTo(Bucket.of(Kind.ADDRESS, "b@example.org"))
                .isNotEqualTo(Bucket.of(Kind.MAIL, "a@example.org"));
    }

    /// However many there are to count, there are so many rows and no more; and they are used
    /// evenly, so that hardly anybody shares one.
    @Test
    void thereAreAMillionBucketsAndHardlyAnybodySharesOne() {
        var buckets =
                IntStream.range(0, 10_000)
                        .mapToObj(n -> Bucket.of(Kind.CLIENT, "192.0.2." + n))
                        .collect(Collectors.toSet());

        assertThat(buckets).hasSizeGreaterThan(9_900);
        assertThat(buckets)
                .allSatisfy(bucket -> {
                    assertThat(bucket.number()).isBetween(0, Bucket.COUNT - 1);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2:ffff::, 20010db800010002/64",
        "2001:db8:1:3::1, 20010db800010003/64",
        "::1, 0000000000000000/64",
        "::ffff:192.0.2.7, ::ffff:192.0.2.7"
    })
    void aHouseholdIsOneNetwork(String address, String network) {
        assertThat(ClientNetwork.of(address).text()).isEqualTo(network);
    }

    /// Nothing is looked up: a name would be asked for at a stranger's server.
    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "evil.example", "1", "999.1.1.1", "_hidden"})
    void whatIsNoAddressIsANetworkOfItsOwn(String text) {
        assertThat(ClientNetwork.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatWeDidNotWriteIsNoDevice(String cookie) {
        assertThat(DeviceToken.parse(cookie)).isEmpty();
    }

    @Test
    void aDeviceIsReadBackAndShowsItselfToNobody() {
        var token = DeviceToken.of(new byte[DeviceToken.LENGTH]);

        assertThat(DeviceToken.parse(token.text())).contains(token);
        assertThat(token.toString()).doesNotContain(token.text());
    }
}
