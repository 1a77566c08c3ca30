package org.homeroom.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.homeroom.local.LocalStack;
import org.homeroom.local.StackOptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The running suite and a browser, one of each for all tests; a parameter of a test method receives it.
public final class Suite implements AutoCloseable {
    private final LocalStack stack;
    private final Playwright playwright;
    private final Browser browser;

    private Suite() {
        stack = LocalStack.start(StackOptions.temporary().replica("chat-service", 1));
        playwright = Playwright.create();
        browser = playwright.chromium().launch(options());
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
                                        "--disable-sync"));
        var chromium = System.getenv("CHROMIUM");
        return chromium == null ? options : options.setExecutablePath(Path.of(chromium));
    }

    public LocalStack stack() {
        return stack;
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
        stack.close();
    }

    /// Starts the suite before the first test that wants it, and stops it after the last.
    public static final class Extension implements BeforeAllCallback, ParameterResolver {
        private static final ExtensionContext.Namespace NAMESPACE =
                ExtensionContext.Namespace.create(Suite.class);

        @Override
        public void beforeAll(ExtensionContext context) {
            suite(context);
        }

        private static Suite suite(ExtensionContext context) {
            return Objects.requireNonNull(
                    context.getRoot()
                            .getStore(NAMESPACE)
                            .computeIfAbsent(Suite.class, key -> new Suite(), Suite.class));
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
