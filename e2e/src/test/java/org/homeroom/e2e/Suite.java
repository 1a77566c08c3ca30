package org.homeroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.homeroom.embedded.Coturn;
import org.homeroom.local.LocalStack;
import org.homeroom.local.StackOptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// The running suite and a browser, one of each for all tests; a parameter of a test method
/// receives it.
public final class Suite implements AutoCloseable {
    private static final Path RELAY = Path.of("../deploy/coturn/turnserver.conf");
    private static final String RELAY_SECRET = "the secret of the journeys";
    private static final Coturn.Options RELAY_OPTIONS =
            Coturn.Options.of(RELAY, RELAY_SECRET).peers(Coturn.Peers.AND_LOOPBACK);

    private final Path home;
    private final Coturn relay;
    private final StackOptions options;
    private final Playwright playwright;
    private final Browser browser;
    private final Person head;
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private LocalStack stack;

    private Suite() throws IOException {
        home = Files.createTempDirectory("homeroom-e2e-");
        // Both ends of a call are on this machine.
        relay = Coturn.start(RELAY_OPTIONS);
        options =
                StackOptions.temporary()
                        .home(home)
                        .replica("chat-service", 1)
                        .replica("signaling-service", 1)
                        // As in production: what they write is looked at.
                        .environment("HOMEROOM_JSON_LOGS", "true")
                        .environment("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true")
                        // A journey asks for a second mail within the minute that lies between two.
                        .environment("HOMEROOM_AUTH_MAIL_INTERVAL", "1s")
                        .environment(
                                "HOMEROOM_TURN",
                                "turn:127.0.0.1:%d?transport=udp".formatted(relay.port()))
                        .environment("HOMEROOM_TURN_SECRET", RELAY_SECRET)
                        // As a school has it; everybody but the strangers is of its domain.
                        .environment("HOMEROOM_REGISTRATION", "domains")
                        .environment("HOMEROOM_REGISTRATION_DOMAINS", Person.DOMAIN)
                        .environment(
                                "HOMEROOM_TERMS_URL", "https://%s/terms".formatted(Person.DOMAIN));
        stack = LocalStack.start(options);
        playwright = Playwright.create();
        browser = playwright.chromium().launch(options());
        // What is waited for comes in milliseconds on a quiet machine; a busy one may take its
        // time.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        head = Person.with(this, "Head of School");
        head.signUp();
        head.followTheLink();
        head.context().close();
    }

    /// Who signed up first, at a browser of their own.
    Person administrator() {
        var administrator = head.elsewhere();
        administrator.signIn();
        return administrator;
    }

    /// A browser that stays at home: without these it looks for its maker's servers at every start.
    static BrowserType.LaunchOptions options() {
        var options =
                new BrowserType.LaunchOptions()
                        .setArgs(
                                List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync",
                                        // Two cameras and microphones that are always there, a
                                        // person who always allows them, and a line from this
                                        // machine to itself.
                                        "--use-fake-device-for-media-stream=device-count=2",
                                        "--use-fake-ui-for-media-stream",
                                        "--auto-select-desktop-capture-source=Entire screen",
                                        "--allow-loopback-in-peer-connection"));
        var chromium = System.getenv("CHROMIUM");
        return chromium == null ? options : options.setExecutablePath(Path.of(chromium));
    }

    /// A second relay, whose passwords are those of the first, that carries no more than this for
    /// each who comes to it. Whoever starts it closes it.
    Coturn narrowRelay(int bytesPerSecond) {
        return Coturn.start(RELAY_OPTIONS.bytesPerSecond(bytesPerSecond));
    }

    /// Stops everything in order and starts it again at the same address, with what was kept.
    public void stopAndStartAgain() {
        stopAndStartAgain(UnaryOperator.identity());
    }

    /// Does the same under other settings, which hold until it is started once more.
    void stopAndStartAgain(UnaryOperator<StackOptions> settings) {
        stack.close();
        stack = LocalStack.start(settings.apply(options));
    }

    /// Something that no page should do: an error that nothing caught (a text that is not there is
    /// one), or an offence against the page's own policy.
    void noteFault(String fault) {
        faults.add(fault);
    }

    /// What pages did since the last test that they should not have.
    List<String> faults() {
        return List.copyOf(faults);
    }

    public LocalStack stack() {
        return stack;
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() throws IOException {
        playwright.close();
        stack.close();
        relay.close();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Starts the suite before the first test that wants it, and stops it after the last.
    public static final class Extension
            implements BeforeAllCallback,
                    AfterEachCallback,
                    ParameterResolver,
                    TestExecutionExceptionHandler {
        private static final ExtensionContext.Namespace NAMESPACE =
                ExtensionContext.Namespace.create(Suite.class);

        @Override
        public void beforeAll(ExtensionContext context) {
            suite(context);
        }

        /// A picture of every open page, since a failed test says little of what its people saw.
        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure)
                throws Throwable {
            var number = 0;
            for (var person : suite(context).browser().contexts()) {
                for (var page : person.pages()) {
                    page.screenshot(
                            new Page.ScreenshotOptions()
                                    .setPath(
                                            Path.of(
                                                    "target/failures",
                                                    context.getRequiredTestMethod().getName()
                                                            + "-%d.png".formatted(number++))));
                }
            }
            throw failure;
        }

        /// Everybody closes their browser.
        @Override
        public void afterEach(ExtensionContext context) {
            var suite = suite(context);
            List.copyOf(suite.browser().contexts()).forEach(BrowserContext::close);
            var faults = suite.faults();
            suite.faults.clear();
            assertThat(faults).as("what pages did that they should not").isEmpty();
        }

        private static Suite suite(ExtensionContext context) {
            return Objects.requireNonNull(
                    context.getRoot()
                            .getStore(NAMESPACE)
                            .computeIfAbsent(Suite.class, key -> started(), Suite.class));
        }

        private static Suite started() {
            try {
                return new Suite();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Suite.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return suite(context);
        }
    }
}
