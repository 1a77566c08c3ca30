package org.homeroom.bench;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.homeroom.local.LocalStack;

/// The machine's own Chromium, without a screen, and what is done in it by hand.
final class Browsers {
    private Browsers() {}

    static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /// @param further what this one has besides
    static BrowserType.LaunchOptions options(String... further) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync"));
        arguments.addAll(List.of(further));
        var options = new BrowserType.LaunchOptions().setArgs(arguments);
        var chromium = System.getenv("CHROMIUM");
        return chromium == null ? options : options.setExecutablePath(Path.of(chromium));
    }

    /// A script that lies beside these classes.
    static String script(String name) throws IOException {
        try (var script = Browsers.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IOException(name + " is missing");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// @param email of an [Account]
    static void signIn(Page page, LocalStack stack, String email) {
        page.navigate(stack.address().resolve("/sign-in").toString());
        page.locator("input[type=email]").fill(email);
        page.locator("input[type=password]").fill(Account.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/chats");
    }
}
