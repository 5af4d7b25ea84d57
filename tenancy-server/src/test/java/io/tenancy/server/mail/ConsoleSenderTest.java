package io.tenancy.server.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Sender;
import io.tenancy.testkit.SenderContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The contract of senders for the one that prints; a mailbox is what was printed that names its address. */
final class ConsoleSenderTest extends SenderContract {
    private final Output output = new Output();
    private final ConsoleSender console =
            new ConsoleSender(URI.create("https://id.example.com"), new PrintStream(output, true, UTF_8));
    private final List<String> printed = new ArrayList<>();

    @Override
    protected Sender sender() {
        return this::print;
    }

    private void print(Mail mail) {
        output.reset();
        console.send(mail);
        printed.add(output.toString(UTF_8));
    }

    @Override
    protected List<String> received(String address) {
        return printed.stream().filter(text -> text.contains(address)).toList();
    }

    @Override
    protected void breakDown() {
        output.broken = true;
    }

    /** An output that somebody may have closed at the other end. */
    private static final class Output extends ByteArrayOutputStream {
        private boolean broken;

        @Override
        public void flush() throws IOException {
            if (broken) {
                throw new IOException("Broken pipe");
            }
        }
    }
}
