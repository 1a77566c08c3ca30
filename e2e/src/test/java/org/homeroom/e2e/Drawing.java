package org.homeroom.e2e;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// A picture to be sent or shown.
final class Drawing {
    private Drawing() {}

    /// 900 by 600 pixels: a yellow disc on green that turns blue.
    static byte[] png() {
        var image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, Color.GREEN, 900, 600, Color.BLUE));
        pen.fillRect(0, 0, 900, 600);
        pen.setColor(new Color(0xF4, 0xD3, 0x5E));
        pen.fillOval(300, 150, 300, 300);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
        return bytes.toByteArray();
    }
}
