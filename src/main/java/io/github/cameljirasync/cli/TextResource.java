package io.github.cameljirasync.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.camel.support.ResourceSupport;

/** A file's text as it was read, whatever stands on the disk by now. */
final class TextResource extends ResourceSupport {

    private final String text;

    /** @param location where the text was read */
    TextResource(String location, String text) {
        super("file", location);
        this.text = text;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
