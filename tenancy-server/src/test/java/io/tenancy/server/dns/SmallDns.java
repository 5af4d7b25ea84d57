package io.tenancy.server.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A server of DNS (RFC 1035) on this machine that knows some TXT records, and no other name. */
public final class SmallDns implements AutoCloseable {
    private final DatagramSocket socket;
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();

    public SmallDns() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "small-dns");
        thread.setDaemon(true);
        thread.start();
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** A name with these records; none of them makes it one that there is, without any. */
    public void put(String name, String... texts) {
        records.put(name, List.of(texts));
    }

    public void remove(String name) {
        records.remove(name);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // closed, or the client has gone
            }
        }
    }

    private byte[] answer(byte[] question) {
        StringBuilder name = new StringBuilder();
        int place = 12;
        while (question[place] != 0) {
            name.append(name.length() == 0 ? "" : ".")
                    .append(new String(question, place + 1, question[place], ISO_8859_1));
            place += question[place] + 1;
        }
        int end = place + 5;
        @Nullable List<String> texts = records.get(name.toString());
        List<String> told = texts == null ? List.of() : texts;
        ByteBuffer answer = ByteBuffer.allocate(512)
                .put(question, 0, 2)
                .putShort((short) (texts == null ? 0x8583 : 0x8580))
                .putShort((short) 1)
                .putShort((short) told.size())
                .putInt(0)
                .put(question, 12, end - 12);
        for (String text : told) {
            answer.putShort((short) 0xC00C)
                    .putShort((short) 16)
                    .putShort((short) 1)
                    .putInt(0)
                    .putShort((short) (text.length() + 1))
                    .put((byte) text.length())
                    .put(text.getBytes(ISO_8859_1));
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }
}
