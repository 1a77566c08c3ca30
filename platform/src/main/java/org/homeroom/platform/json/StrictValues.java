package org.homeroom.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.UUID;
import org.homeroom.platform.id.Uuids;

/// The values that Jackson would read more generously than we do.
final class StrictValues extends SimpleModule {
    private static final long serialVersionUID = 1;

    StrictValues() {
        super("homeroom-strict-values");
        addDeserializer(UUID.class, new CanonicalUuid());
        addDeserializer(String.class, new WellFormedText());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(new NullMarkedRecords());
    }

    /// Jackson also takes 24 characters of Base64, and short forms such as `1-1-1-1-1`.
    private static final class CanonicalUuid extends StdScalarDeserializer<UUID> {
        private static final long serialVersionUID = 1;

        CanonicalUuid() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (UUID) context.handleUnexpectedToken(UUID.class, parser);
            }
            try {
                return Uuids.parse(parser.getText());
            } catch (IllegalArgumentException unfit) {
                return (UUID)
                        context.handleWeirdStringValue(UUID.class, parser.getText(), "not a UUID");
            }
        }
    }

    /// JSON can spell half a surrogate pair and U+0000 (`"\ud83d"`, `"\u0000"`): the first is no
    /// Unicode text and cannot be written as UTF-8, the second PostgreSQL does not store.
    private static final class WellFormedText extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1;

        WellFormedText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            var text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !isWellFormed(text)) {
                throw new IllFormedTextException(parser);
            }
            return text;
        }

        private static boolean isWellFormed(String text) {
            for (int at = 0; at < text.length(); at++) {
                char unit = text.charAt(at);
                if (unit == 0 || Character.isLowSurrogate(unit)) {
                    return false;
                }
                if (Character.isHighSurrogate(unit)
                        && (++at == text.length() || !Character.isLowSurrogate(text.charAt(at)))) {
                    return false;
                }
            }
            return true;
        }
    }
}
