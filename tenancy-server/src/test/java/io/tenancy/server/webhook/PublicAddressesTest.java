package io.tenancy.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAddressesTest {
    private final PublicAddresses addresses = new PublicAddresses(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.0.1",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255"
            })
    void refusesWhatIsNotPublicOfVersion4AlsoWhereItIsWrittenAsVersion6(String text) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(text);

        assertThat(addresses.contain(address)).isFalse();
        assertThat(addresses.contain(InetAddress.getByName("::ffff:" + text))).isFalse();
        assertThat(addresses.contain(InetAddress.getByName("::" + text))).isFalse();
        assertThat(addresses.contain(InetAddress.getByName("64:ff9b::" + text))).isFalse();
        assertThat(addresses.contain(sixToFour(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::2",
                "64:ff9b::808:808",
                "64:ff9b:1::808:808",
                "100::1",
                "2001::1",
                "2001:0:4136:e378::1",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:1ff::1",
                "2001:db8::1",
                "2002:808:808::1",
                "3fff::1",
                "3fff:fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1"
            })
    void refusesWhatIsNotPublicOfVersion6(String text) throws UnknownHostException {
        assertThat(addresses.contain(InetAddress.getByName(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.15",
                "169.253.1.1",
                "169.255.1.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.1.1",
                "192.169.1.1",
                "198.17.1.1",
                "198.20.0.1",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2a00::1",
                "3ffe::1"
            })
    void takesWhatIsPublic(String text) throws UnknownHostException {
        assertThat(addresses.contain(InetAddress.getByName(text))).isTrue();
    }

    @Test
    void takesThisMachineWhereThatIsSaidAndNothingElseThatIsNotPublic() throws UnknownHostException {
        PublicAddresses withLoopback = new PublicAddresses(true);

        for (String text : new String[] {"127.0.0.1", "::1", "::ffff:127.0.0.1", "1.1.1.1"}) {
            assertThat(withLoopback.contain(InetAddress.getByName(text))).isTrue();
        }
        for (String text : new String[] {"10.0.0.1", "169.254.169.254", "fd00::1", "0.0.0.0"}) {
            assertThat(withLoopback.contain(InetAddress.getByName(text))).isFalse();
        }
    }

    @Test
    void judgesAnAddressOfVersion4AndTheSameWrittenAsVersion6Alike() throws UnknownHostException {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] four = new byte[4];
            random.nextBytes(four);
            byte[] mapped = new byte[16];
            mapped[10] = -1;
            mapped[11] = -1;
            System.arraycopy(four, 0, mapped, 12, 4);
            InetAddress address = InetAddress.getByAddress(four);

            assertThat(addresses.contain(InetAddress.getByAddress("any.test", mapped)))
                    .as(address.toString())
                    .isEqualTo(addresses.contain(address));
            assertThat(addresses.contain(address) && address.isSiteLocalAddress())
                    .as(address.toString())
                    .isFalse();
        }
    }

    private static InetAddress sixToFour(InetAddress address) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[0] = 0x20;
        bytes[1] = 0x02;
        System.arraycopy(address.getAddress(), 0, bytes, 2, 4);
        return InetAddress.getByAddress(bytes);
    }
}
