package org.homeroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a browser that keeps nothing asks for until a screen stands, as it comes over the line: the
/// budgets of the client's design.
@ExtendWith(Suite.Extension.class)
class BudgetsTest {
    private static final int FILES = 30;
    private static final int STYLE = 15_000;

    private static final List<String> ASSETS = List.of("document", "script", "stylesheet", "font");

    @Test
    void coldStartsStayWithinTheirBudgets(Suite suite) {
        var wrong = new ArrayList<String>();
        var lin = Person.signedIn(suite, "Lin Mei-hua");
        var ana = Person.with(suite, "Ana Duarte");
        ana.signUp();
        ana.followTheLink();
        keepNothing(ana);
        wrong.addAll(measured(ana, "sign-in", 180_000, () -> ana.visit("/sign-in")));
        ana.signIn();
        ana.startChatWith(lin);
        ana.send(lin, "**Photosynthesis**: which parts matter most?\n\n- light\n- water");
        var conversation = ana.page().url();
        wrong.addAll(
                measured(
                        ana,
                        "chats",
                        205_000,
                        () -> {
                            ana.visit("/chats");
                            ana.row(lin).waitFor();
                        }));
        wrong.addAll(
                measured(
                        ana,
                        "conversation",
                        285_000,
                        () -> {
                            ana.page().navigate(conversation);
                            ana.page().locator(".message-text strong").first().waitFor();
                        }));
        assertThat(wrong).isEmpty();
    }

    private static void keepNothing(Person person) {
        var disabled = new JsonObject();
        disabled.addProperty("cacheDisabled", true);
        var devTools = person.context().newCDPSession(person.page());
        devTools.send("Network.enable");
        devTools.send("Network.setCacheDisabled", disabled);
    }

    /// @param scripts the budget of all scripts in bytes, compressed
    /// @return what is over its budget
    private static List<String> measured(Person person, String screen, int scripts, Runnable open) {
        // What the page before it still waits for is not this one's.
        person.page().navigate("about:blank");
        var requests = new CopyOnWriteArrayList<Request>();
        Consumer<Request> watch = requests::add;
        person.page().onRequestFinished(watch);
        open.run();
        person.page().waitForLoadState(LoadState.NETWORKIDLE);
        person.page().offRequestFinished(watch);
        var sizes = new int[2];
        var files = 0;
        for (var request : requests) {
            if (!ASSETS.contains(request.resourceType())) {
                continue;
            }
            files++;
            switch (request.resourceType()) {
                case "script" -> sizes[0] += request.sizes().responseBodySize;
                case "stylesheet" -> sizes[1] += request.sizes().responseBodySize;
                default -> {}
            }
        }
        System.out.printf(
                "%s, cold: scripts %.1f kB of %d, style %.1f kB of %d, files %d of %d%n",
                screen,
                sizes[0] / 1000.0,
                scripts / 1000,
                sizes[1] / 1000.0,
                STYLE / 1000,
                files,
                FILES);
        var wrong = new ArrayList<String>();
        if (sizes[0] > scripts) {
            wrong.add("%s: scripts %d of %d bytes".formatted(screen, sizes[0], scripts));
        }
        if (sizes[1] > STYLE) {
            wrong.add("%s: style %d of %d bytes".formatted(screen, sizes[1], STYLE));
        }
        if (files > FILES) {
            wrong.add("%s: %d of %d files".formatted(screen, files, FILES));
        }
        // a measurement of nothing would be within every budget
        assertThat(sizes).as("%s", screen).doesNotContain(0);
        return wrong;
    }
}
