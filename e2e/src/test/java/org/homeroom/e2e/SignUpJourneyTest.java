package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who may sign up, and what those read who may not.
@ExtendWith(Suite.Extension.class)
class SignUpJourneyTest {
    @Test
    void anAddressOfAnotherDomainIsRefusedBesideItsFieldAndOneOfTheSchoolIsTaken(Suite suite) {
        var udo = Person.with(suite, "Udo Wald");
        var own = udo.email();
        udo.visit("/sign-up");
        assertThat(udo.page().getByText("Use your address at school.example.")).isVisible();
        assertThat(
                        udo.page()
                                .getByRole(
                                        AriaRole.LINK,
                                        new Page.GetByRoleOptions()
                                                .setName("terms of your school")))
                .hasAttribute("href", "https://school.example/terms");
        udo.field("Name").fill(udo.name());
        udo.field("Email").fill("udo@elsewhere.example");
        udo.field("Password").fill(Person.PASSWORD);
        udo.button("Create account").click();
        assertThat(udo.field("Email")).hasAttribute("aria-invalid", "true");
        assertThat(udo.field("Email"))
                .hasAccessibleDescription(
                        "Use your address at school.example. Use an address of your school.");
        assertThat(udo.field("Email")).isFocused();

        // What was typed is still there.
        udo.field("Email").fill(own);
        udo.button("Create account").click();
        assertThat(udo.heading("Check your email")).isVisible();
    }

    @Test
    void whereRegistrationIsClosedNobodySignsUpAndWhoHasAnAccountSignsIn(Suite suite) {
        var known = Person.signedIn(suite, "Rosa Kern");
        var late = Person.with(suite, "Lutz Ohm");
        late.signUp();
        var link = late.linkMailed("/verify/");

        suite.stopAndStartAgain(options ->
                options.environment("HOMEROOM_REGISTRATION", "closed")
                        .environment("HOMEROOM_REGISTRATION_DOMAINS", ""));
        try {
            var stranger = Person.with(suite, "Kurt Veil");
            stranger.visit("/sign-up");
            assertThat(stranger.heading("No new accounts here")).isVisible();
            assertThat(stranger.page().getByRole(AriaRole.TEXTBOX)).hasCount(0);
            late.page().navigate(link);
            assertThat(late.heading("No new accounts here")).isVisible();
            var elsewhere = known.elsewhere();
            elsewhere.signIn();
        } finally {
            suite.stopAndStartAgain();
        }
    }
}
