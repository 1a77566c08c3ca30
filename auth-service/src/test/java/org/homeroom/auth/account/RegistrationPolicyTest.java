package org.homeroom.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.homeroom.auth.account.RegistrationPolicy.Admission.ADMITTED;
import static org.homeroom.auth.account.RegistrationPolicy.Admission.CLOSED;
import static org.homeroom.auth.account.RegistrationPolicy.Admission.OTHER_DOMAIN;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.account.RegistrationPolicy.Closed;
import org.homeroom.auth.account.RegistrationPolicy.Founding;
import org.homeroom.auth.account.RegistrationPolicy.OfDomains;
import org.homeroom.auth.account.RegistrationPolicy.Open;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.mail.MailDomain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationPolicyTest {
    private static final EmailAddress PUPIL = new EmailAddress("pupil@school.edu");
    private static final EmailAddress STRANGER = new EmailAddress("stranger@elsewhere.example");
    private static final EmailAddress HEAD = new EmailAddress("head@company.example");

    private static final NamedAdministrators NOBODY = new NamedAdministrators(Set.of());
    private static final NamedAdministrators NAMED = new NamedAdministrators(Set.of(HEAD));

    private static final Founding EMPTY = new Founding(NOBODY, false, false);
    private static final Founding FOUNDED = new Founding(NOBODY, true, true);
    private static final Founding AWAITS_HEAD = new Founding(NAMED, true, false);
    private static final Founding HAS_HEAD = new Founding(NAMED, true, true);

    private static final RegistrationPolicy OPEN = new Open();
    private static final RegistrationPolicy SCHOOL =
            new OfDomains(Set.of(new MailDomain("school.edu")));
    private static final RegistrationPolicy SHUT = new Closed();

    static Stream<Founding> foundings() {
        return Stream.of(EMPTY, FOUNDED, AWAITS_HEAD, HAS_HEAD);
    }

    @ParameterizedTest
    @MethodSource("foundings")
    void whereItIsOpenEverybodyComesIn(Founding founding) {
        assertThat(OPEN.admission(STRANGER, founding)).isEqualTo(ADMITTED);
        assertThat(OPEN.offered(founding)).isEqualTo(OPEN);
    }

    /// Also the first: a stranger would be the administrator.
    @ParameterizedTest
    @MethodSource("foundings")
    void whereItIsByDomainOthersAreRefused(Founding founding) {
        assertThat(SCHOOL.admission(PUPIL, founding)).isEqualTo(ADMITTED);
        assertThat(SCHOOL.admission(STRANGER, founding)).isEqualTo(OTHER_DOMAIN);
        assertThat(SCHOOL.offered(founding)).isEqualTo(SCHOOL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@mail.school.edu",
                "a@school.edu.example",
                "a@notschool.edu",
                "school.edu@elsewhere.example",
                // "ѕchool.edu", which begins with a Cyrillic letter.
                "a@xn--chool-g2e.edu"
            })
    void aDomainIsThatDomainAndNoOther(String address) {
        assertThat(SCHOOL.admission(new EmailAddress(address), FOUNDED)).isEqualTo(OTHER_DOMAIN);
        assertThat(SCHOOL.allows(new EmailAddress(address))).isFalse();
    }

    @Test
    void whereItIsClosedNobodyComesIn() {
        assertThat(SHUT.admission(PUPIL, FOUNDED)).isEqualTo(CLOSED);
        assertThat(SHUT.offered(FOUNDED)).isEqualTo(SHUT);
    }

    @Test
    void whereItIsClosedAndEmptyTheFirstComesIn() {
        assertThat(SHUT.admission(PUPIL, EMPTY)).isEqualTo(ADMITTED);
        assertThat(SHUT.offered(EMPTY)).isEqualTo(OPEN);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aNamedAdministratorIsAwaitedAndNobodyElse(boolean hasAccounts) {
        var founding = new Founding(NAMED, hasAccounts, false);

        assertThat(SHUT.admission(HEAD, founding)).isEqualTo(ADMITTED);
        assertThat(SHUT.admission(STRANGER, founding)).isEqualTo(CLOSED);
        assertThat(SHUT.offered(founding)).isEqualTo(OPEN);
        assertThat(SCHOOL.admission(HEAD, founding)).isEqualTo(ADMITTED);
        assertThat(SCHOOL.admission(STRANGER, founding)).isEqualTo(OTHER_DOMAIN);
    }

    /// Or whoever asked could tell whom the configuration names.
    @Test
    void onceThereIsAnAdministratorANamedOneIsLikeAnybody() {
        assertThat(SHUT.admission(HEAD, HAS_HEAD)).isEqualTo(CLOSED);
        assertThat(SCHOOL.admission(HEAD, HAS_HEAD)).isEqualTo(OTHER_DOMAIN);
        assertThat(SHUT.offered(HAS_HEAD)).isEqualTo(SHUT);
    }

    /// Of an installation whose configuration named somebody once.
    @Test
    void anInstallationWithPeopleAndNoAdministratorIsNotOpenToStrangers() {
        var deserted = new Founding(NOBODY, true, false);

        assertThat(SHUT.admission(STRANGER, deserted)).isEqualTo(CLOSED);
        assertThat(SHUT.offered(deserted)).isEqualTo(SHUT);
    }

    @Test
    void whoHasAnAccountMayChangeToAnAddressOfTheSchool() {
        assertThat(SCHOOL.allows(PUPIL)).isTrue();
        assertThat(SCHOOL.allows(STRANGER)).isFalse();
        assertThat(OPEN.allows(STRANGER)).isTrue();
        assertThat(SHUT.allows(STRANGER)).isTrue();
    }

    private static RegistrationPolicy configured(Map<String, String> set) {
        return RegistrationPolicy.of(config(set));
    }

    private static AuthConfig.Registration config(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AuthConfig.class)
                .withDefaultValue("homeroom.auth.public-url", "https://class.example.org")
                .withDefaultValues(set)
                .build()
                .getConfigMapping(AuthConfig.class)
                .registration();
    }

    private static final String POLICY = "homeroom.auth.registration.policy";
    private static final String TERMS = "homeroom.auth.registration.terms";
    private static final String DOMAINS = "homeroom.auth.registration.domains";

    @Test
    void itIsConfigured() {
        assertThat(configured(Map.of())).isEqualTo(OPEN);
        assertThat(configured(Map.of(POLICY, "closed"))).isEqualTo(SHUT);
        assertThat(configured(Map.of(POLICY, "domains", DOMAINS, "School.edu, 學校.tw")))
                .isEqualTo(
                        new OfDomains(
                                Set.of(
                                        new MailDomain("school.edu"),
                                        new MailDomain("xn--n9so80a.tw"))));
    }

    /// Domains that are named and not looked at would let in everybody.
    @Test
    void whatMakesNoSenseStopsTheStart() {
        assertThatThrownBy(() -> configured(Map.of(POLICY, "domains")))
                .hasMessageContaining(DOMAINS);
        assertThatThrownBy(() -> configured(Map.of(DOMAINS, "school.edu")))
                .hasMessageContaining(POLICY);
        assertThatThrownBy(() -> configured(Map.of(POLICY, "closed", DOMAINS, "school.edu")))
                .hasMessageContaining(POLICY);
        assertThatThrownBy(() -> configured(Map.of(POLICY, "domains", DOMAINS, "@school.edu")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> configured(Map.of(POLICY, "shut")))
                .hasStackTraceContaining(POLICY);
    }

    /// They become a link in everybody's browser.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,terms",
                "school.example/terms",
                "//school.example/terms",
                "https:terms",
                "https:///terms",
                "ftp://school.example/terms",
                "https://school.example/our terms"
            })
    void termsThatAreNoPageStopTheStart(String url) {
        assertThatThrownBy(() -> Terms.of(config(Map.of(TERMS, url))))
                .hasStackTraceContaining(TERMS);
    }

    @Test
    void thereNeedNotBeAnyTerms() {
        assertThat(Terms.of(config(Map.of()))).isEmpty();
        assertThat(Terms.of(config(Map.of(TERMS, "")))).isEmpty();
        assertThat(Terms.of(config(Map.of(TERMS, "https://school.example/terms"))))
                .contains(new Terms("https://school.example/terms"));
    }
}
