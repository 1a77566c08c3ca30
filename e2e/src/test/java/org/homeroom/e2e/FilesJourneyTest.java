package org.homeroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Suite.Extension.class)
class FilesJourneyTest {
    private static final String NOTES = "Chlorophyll absorbs red and blue light. 葉綠素\n";

    /// Two seconds of colours, as Chromium itself records them.
    private static final String RECORD_VIDEO =
            """
            async () => {
                const canvas = document.createElement('canvas')
                canvas.width = 320
                canvas.height = 180
                const pen = canvas.getContext('2d')
                const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' })
                const parts = []
                recorder.ondataavailable = event => parts.push(event.data)
                recorder.start()
                for (let frame = 0; frame < 50; frame++) {
                    pen.fillStyle = `hsl(${frame * 7} 70% 50%)`
                    pen.fillRect(0, 0, 320, 180)
                    await new Promise(requestAnimationFrame)
                    await new Promise(requestAnimationFrame)
                }
                const stopped = new Promise(done => { recorder.onstop = done })
                recorder.stop()
                await stopped
                const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
                let text = ''
                for (const byte of bytes) text += String.fromCharCode(byte)
                return btoa(text)
            }
            """;

    /// So much the client sends in one request.
    private static final long PIECE = 16 << 20;

    @TempDir Path folder;

    @Test
    void whatOneSendsTheOtherSeesPlaysAndSaves(Suite suite) throws IOException {
        var ana = Person.signedIn(suite, "Ana Duarte");
        var ben = Person.signedIn(suite, "Ben Okoro");
        var picture = write("leaf.png", Drawing.png());
        var video =
                write(
                        "clip.webm",
                        Base64.getDecoder().decode((String) ana.page().evaluate(RECORD_VIDEO)));
        var notes = write("notes 筆記.txt", NOTES.getBytes(StandardCharsets.UTF_8));
        ana.startChatWith(ben);
        choose(ana, picture, video, notes);
        ana.send(ben, "From the experiment");
        ben.openChatWith(ana);
        ben.seesAtTheEnd(List.of("From the experiment"));

        var shown = ben.page().getByRole(AriaRole.BUTTON, named("Open leaf.png"));
        assertThat(shown).isVisible();
        ben.waitUntil(
                "document.querySelector('[aria-label=\"Open leaf.png\"] img')?.naturalWidth > 0");
        shown.click();
        ben.waitUntil("document.querySelector('[role=dialog] img')?.naturalWidth > 0");
        assertThat(saved(ben, "leaf.png")).isEqualTo(Files.readAllBytes(picture));
        ben.page().keyboard().press("Escape");

        ben.waitUntil("document.querySelector('video')?.readyState >= 1");
        ben.page()
                .locator("video")
                .evaluate("video => { video.muted = true; return video.play() }");
        ben.waitUntil("document.querySelector('video').currentTime > 0.3");

        for (var file : List.of(video, notes)) {
            assertThat(saved(ben, file.getFileName().toString()))
                    .isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void whatIsForwardedTakesItsFileAlong(Suite suite) throws IOException {
        var ana = Person.signedIn(suite, "Vera Lund");
        var ben = Person.signedIn(suite, "Amir Said");
        var cem = Person.signedIn(suite, "Cem Yildiz");
        var notes = write("lab.txt", NOTES.getBytes(StandardCharsets.UTF_8));
        ben.startChatWith(cem);
        ana.startChatWith(ben);
        choose(ana, notes);
        ana.send(ben, "For the report");
        ben.openChatWith(ana);
        ben.seesAtTheEnd(List.of("For the report"));

        ben.messages().last().hover();
        ben.page().getByRole(AriaRole.BUTTON, named("More actions")).last().click();
        ben.page().getByRole(AriaRole.MENUITEM, named("Forward")).click();
        var dialog = ben.page().getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.OPTION, exactly(cem.name())).click();
        dialog.getByRole(AriaRole.BUTTON, exactly("Forward to 1 conversation")).click();
        assertThat(dialog).hasCount(0);

        cem.openChatWith(ben);
        cem.seesAtTheEnd(List.of("For the report"));
        assertThat(cem.page().getByText("Forwarded from " + ana.name())).isVisible();
        assertThat(saved(cem, "lab.txt")).isEqualTo(Files.readAllBytes(notes));
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    void anUploadGoesOnAfterTheServiceWasKilledAndThePageLoadedAnew(Suite suite) throws Exception {
        var ana = Person.signedIn(suite, "Iris Lindqvist");
        var ben = Person.signedIn(suite, "Omar Haddad");
        var bytes = new byte[28 << 20];
        new Random(7).nextBytes(bytes);
        var lecture = write("lecture.bin", bytes);
        var devTools = ana.context().newCDPSession(ana.page());
        devTools.send("Network.enable");
        var offsets = new CopyOnWriteArrayList<Long>();
        ana.page()
                .onRequest(request -> {
                    if (request.method().equals("PATCH")) {
                        offsets.add(Long.valueOf(request.headers().get("upload-offset")));
                    }
                });
        ana.startChatWith(ben);
        choose(ana, lecture);
        ana.send(ben, "The lecture");
        ana.send(ben, "Tell me when you have it");
        // The second piece is on its way, so the first is stored.
        ana.page().waitForCondition(() -> offsets.contains(PIECE));
        limitUpload(devTools, 256 << 10);
        suite.stack().service("chat-service").kill();
        suite.stack().service("chat-service-2").kill();
        offsets.clear();
        ana.page().reload();
        limitUpload(devTools, -1);

        ben.openChatWith(ana);
        // The second one waited: it was written after the first.
        ben.seesAtTheEnd(List.of("The lecture", "Tell me when you have it"));
        assertThat(offsets)
                .as("where the upload went on after the page was loaded anew")
                .isNotEmpty()
                .allMatch(offset -> offset >= PIECE);
        assertThat(saved(ben, "lecture.bin")).isEqualTo(bytes);
    }

    @Test
    void whatWasSaidIsFoundInChineseAndOpened(Suite suite) {
        var mei = Person.signedIn(suite, "林雨柔", Words.CHINESE);
        var wei = Person.signedIn(suite, "張育誠", Words.CHINESE);
        mei.startChatWith(wei);
        mei.send(wei, "葉綠體在哪裡？");
        for (var i = 1; i <= 40; i++) {
            mei.send(wei, "第 %d 題".formatted(i));
        }
        mei.seesAtTheEnd(List.of("第 40 題"));
        var found = wei.page().getByRole(AriaRole.LINK, named(Pattern.compile("葉綠體在哪裡")));
        wei.finds("綠");
        assertThat(wei.page().locator("mark")).hasText("綠");
        found.click();
        assertThat(wei.page().getByRole(AriaRole.LOG).getByText("葉綠體在哪裡？")).isVisible();
        wei.page().goBack();
        assertThat(found).isVisible();
    }

    private static void choose(Person person, Path... files) {
        person.page().locator("input[type=file][multiple]").first().setInputFiles(files);
        var chips = person.page().getByRole(AriaRole.LIST, named("Files"));
        assertThat(chips.getByRole(AriaRole.LISTITEM)).hasCount(files.length);
    }

    /// @param bytesPerSecond -1 for no limit
    private static void limitUpload(CDPSession devTools, int bytesPerSecond) {
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        devTools.send("Network.emulateNetworkConditions", conditions);
    }

    private static byte[] saved(Person person, String name) throws IOException {
        Locator link = person.page().getByRole(AriaRole.LINK, named("Download " + name)).first();
        Download download = person.page().waitForDownload(link::click);
        assertThat(download.suggestedFilename()).isEqualTo(name);
        return Files.readAllBytes(download.path());
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions named(Pattern name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
