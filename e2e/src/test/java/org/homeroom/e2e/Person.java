package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.Gson;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.homeroom.embedded.Mail;

/// Somebody with a browser of their own, who does what people do: reads what is on the screen and
/// presses it.
public final class Person {
    static final String PASSWORD = "three quiet green llamas";

    /// Of everybody's address.
    static final String DOMAIN = "school.example";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Suite suite;
    private final String name;
    private final BrowserContext context;
    private final Page page;
    private final Words words;
    String email;
    String password = PASSWORD;

    private Person(
            Suite suite,
            String name,
            String email,
            Words words,
            Browser.NewContextOptions options) {
        this.suite = suite;
        this.name = name;
        this.email = email;
        this.words = words;
        this.context = suite.browser().newContext(options);
        this.context.setDefaultTimeout(30_000);
        this.page = context.newPage();
        page.onPageError(error -> suite.noteFault("%s: %s".formatted(name, error)));
        page.onConsoleMessage(message -> {
            // Formulas come from KaTeX as text, and the browser complains of the styles in it when
            // it is read; what is shown of it is set by other means.
            if (message.text().contains("Content Security Policy")
                    && !message.text().startsWith("Applying inline style")) {
                suite.noteFault("%s: %s".formatted(name, message.text()));
            }
        });
    }

    static Person on(Suite suite, String name, Words words, Browser.NewContextOptions screen) {
        screen.setLocale(words.locale());
        var email = "person%d@%s".formatted(COUNT.incrementAndGet(), DOMAIN);
        return new Person(suite, name, email, words, screen);
    }

    /// The same person at another browser, not signed in there yet.
    ///
    /// @param shown what they read there: their language, whatever the browser's is
    Person elsewhere(Words browser, Words shown) {
        return new Person(
                suite,
                name,
                email,
                shown,
                screen(1440, ColorScheme.LIGHT).setLocale(browser.locale()));
    }

    Person elsewhere() {
        return elsewhere(words, words);
    }

    static Person with(Suite suite, String name, Words words) {
        return on(suite, name, words, screen(1440, ColorScheme.LIGHT));
    }

    static Person with(Suite suite, String name) {
        return with(suite, name, Words.ENGLISH);
    }

    static Browser.NewContextOptions screen(int width, ColorScheme scheme) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 844 : 900)
                .setDeviceScaleFactor(width < 600 ? 2 : 1)
                .setHasTouch(width < 600)
                .setColorScheme(scheme)
                // Which would have every one of these browsers fetch all of the client.
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK);
    }

    /// Somebody who has an account and is signed in.
    static Person signedIn(Suite suite, String name, Words words) {
        var person = with(suite, name, words);
        person.signUp();
        person.followTheLink();
        person.signIn();
        return person;
    }

    static Person signedIn(Suite suite, String name) {
        return signedIn(suite, name, Words.ENGLISH);
    }

    /// Waits for what only the page knows. (Playwright's own `waitForFunction` evaluates text in
    /// the page from its second look on, which the page's policy forbids.)
    ///
    /// @param condition an expression of JavaScript
    void waitUntil(String condition) {
        page.evaluate(
                """
                new Promise((done, failed) => {
                    const began = performance.now()
                    const look = () => {
                        if (%s) done()
                        else if (performance.now() - began < 30_000) requestAnimationFrame(look)
                        else failed(new Error(`never: ${%s}`))
                    }
                    look()
                })
                """
                        .formatted(condition, new Gson().toJson(condition)));
    }

    /// What pages did that they should not have, since the last test: this person's and
    /// everybody's.
    List<String> faults() {
        return suite.faults();
    }

    String name() {
        return name;
    }

    String email() {
        return email;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Words words() {
        return words;
    }

    void visit(String path) {
        page.navigate(suite.stack().address().resolve(path).toString());
    }

    void signUp() {
        visit("/sign-up");
        field(words.name()).fill(name);
        field(words.email()).fill(email);
        field(words.password()).fill(PASSWORD);
        button(words.createAccount()).click();
        assertThat(heading(words.checkYourEmail())).isVisible();
    }

    void followTheLink() {
        page.navigate(linkMailed("/verify/"));
        assertThat(heading(words.addressConfirmed())).isVisible();
    }

    /// The link of the last such mail to them.
    ///
    /// @param path what stands in it
    String linkMailed(String path) {
        return mailed(mail -> mail.links().stream().anyMatch(link -> link.contains(path)))
                .links()
                .stream()
                .filter(link -> link.contains(path))
                .findFirst()
                .orElseThrow();
    }

    Mail mailed(Predicate<Mail> which) {
        try {
            return suite.stack()
                    .mailbox()
                    .await(
                            mail -> mail.to().equals(email) && which.test(mail),
                            Duration.ofSeconds(30));
        } catch (InterruptedException | TimeoutException failed) {
            throw new AssertionError("no such mail for " + name, failed);
        }
    }

    void signIn() {
        visit("/sign-in");
        trySigningIn();
        assertThat(heading(words.chats())).isVisible();
    }

    /// Fills in the form that is open, and sends it.
    void trySigningIn() {
        field(words.email()).fill(email);
        field(words.password()).fill(password);
        button(words.signIn()).click();
    }

    /// Finds somebody by the address that only they have, and opens the chat with them.
    void startChatWith(Person other) {
        startChatWith(other, other.email);
    }

    /// Finds somebody by what is typed and opens the chat with them.
    void startChatWith(Person other, String typed) {
        visit("/chats");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.newChat()))
                .first()
                .click();
        page.getByPlaceholder(words.nameOrEmail()).fill(typed);
        page.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(other.name).setExact(true))
                .first()
                .click();
        assertThat(composer(other)).isVisible();
    }

    /// Opens the chat that stands in the list.
    void openChatWith(Person other) {
        row(other).click();
        assertThat(composer(other)).isVisible();
    }

    Locator row(Person other) {
        return page.getByRole(
                AriaRole.ROW,
                new Page.GetByRoleOptions().setName(Pattern.compile("^" + other.name + "(,|，|$)")));
    }

    Locator composer(Person other) {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(words.messageTo(other.name)));
    }

    void type(Person to, String text) {
        composer(to).pressSequentially(text);
    }

    void send(Person to, String text) {
        composer(to).fill(text);
        composer(to).press("Enter");
    }

    /// The messages on the screen, from the oldest.
    Locator messages() {
        return page.getByRole(AriaRole.LOG).getByRole(AriaRole.ARTICLE).locator(".message-text");
    }

    List<String> texts() {
        return messages().allInnerTexts().stream().map(String::strip).toList();
    }

    /// Waits until exactly these stand at the end of the log, in this order.
    void seesAtTheEnd(List<String> texts) {
        page.waitForCondition(
                () -> {
                    var all = texts();
                    return all.size() >= texts.size()
                            && all.subList(all.size() - texts.size(), all.size()).equals(texts);
                },
                new Page.WaitForConditionOptions().setTimeout(60_000));
    }

    /// Searches until something is found: what was sent a moment ago is found in a second or two.
    ///
    /// @param q as it stands in an address
    void finds(String q) {
        page.waitForCondition(
                () -> {
                    visit("/search?q=" + q);
                    waitUntil("document.querySelector('main mark, main h2') !== null");
                    return page.locator("main mark").count() > 0;
                },
                new Page.WaitForConditionOptions().setTimeout(60_000));
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }

    Locator button(String text) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    Locator field(String label) {
        return page.getByRole(
                        AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true))
                .or(page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)))
                .first();
    }
}
