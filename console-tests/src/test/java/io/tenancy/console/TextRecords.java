package io.tenancy.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server of DNS (RFC 1035) that knows the TXT records which tests put into it, and no other name. */
final class TextRecords implements AutoCloseable {
    private final Map<String, String> records = new ConcurrentHashMap<>();
    private final DatagramSocket socket;

    TextRecords() throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "text-records");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    void put(String name, String text) {
        records.put(name, text);
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
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** The question again, and the record behind it, or that there is no such name. */
    private byte[] answer(byte[] question) {
        StringBuilder name = new StringBuilder();
        int place = 12;
        while (question[place] != 0) {
            name.append(name.isEmpty() ? "" : ".").append(new String(question, place + 1, question[place], ISO_8859_1));
            place += question[place] + 1;
        }
        String text = records.getOrDefault(name.toString(), "");
        ByteBuffer answer = ByteBuffer.allocate(512)
                .put(question, 0, 2)
                .putShort((short) (text.isEmpty() ? 0x8583 : 0x8580))
                .putShort((short) 1)
                .putShort((short) (text.isEmpty() ? 0 : 1))
                .putInt(0)
                .put(question, 12, place + 5 - 12);
        if (!text.isEmpty()) {
            answer.putShort((short) 0xC00C) // the name of the question
                    .putShort((short) 16) // TXT
                    .putShort((short) 1)
                    .putInt(0)
                    .putShort((short) (text.length() + 1))
                    .put((byte) text.length())
                    .put(text.getBytes(ISO_8859_1));
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }
}
