package io.tenancy.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.MasterKey;
import io.tenancy.testkit.TestTenants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CheckpointSignerTest {
    private static final String ONES = "1".repeat(64);
    private static final Instant AT = TestTenants.EPOCH;

    private final MasterKey master = key('k');
    private final CheckpointSigner signer = CheckpointSigner.of(master);
    private final SignatureCheck byAnybody = SignatureCheck.of(List.of(signer.publicKey()));

    /** RFC 8032, section 7.1, test 1; RFC 8037, appendix A. */
    @Test
    void derivesThePublicKeyOfTheStandardsExample() {
        CheckpointSigner example = CheckpointSigner.ofSeed(
                HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

        assertThat(example.publicKey().x()).isEqualTo("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(example.publicKey().kid()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        assertThat(example.sign(""))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void isTheSameOnEveryNode() {
        assertThat(CheckpointSigner.of(key('k')).publicKey()).isEqualTo(signer.publicKey());
        assertThat(CheckpointSigner.of(key('x')).publicKey()).isNotEqualTo(signer.publicKey());
    }

    @Test
    void signsWhatThePublicKeyVerifiesForThisTenantAlone() {
        var acme = TestTenants.open("acme").id();
        Checkpoint checkpoint = Checkpoint.of(acme, new ChainHead(7, ONES), AT, signer);

        assertThat(checkpoint.isGenuine(acme, byAnybody)).isTrue();
        assertThat(checkpoint.isGenuine(TestTenants.open("globex").id(), byAnybody))
                .isFalse();
        assertThat(new Checkpoint(8, ONES, AT, checkpoint.signature()).isGenuine(acme, byAnybody))
                .isFalse();
        assertThat(new Checkpoint(7, ONES, AT, "no signature").isGenuine(acme, byAnybody))
                .isFalse();
    }

    @Test
    void takesNoCheckpointForACut() {
        var acme = TestTenants.open("acme").id();
        Checkpoint checkpoint = Checkpoint.of(acme, new ChainHead(7, ONES), AT, signer);

        assertThat(new Cut(7, ONES, AT, checkpoint.signature()).isGenuine(acme, byAnybody))
                .isFalse();
        assertThat(Cut.of(acme, checkpoint, AT, signer).isGenuine(acme, byAnybody))
                .isTrue();
    }

    @Test
    void verifiesWhatWasSignedWithTheMasterKeyBefore() {
        var acme = TestTenants.open("acme").id();
        String text = CanonicalJson.of(Map.<String, Object>of(
                "tenant", acme.value().toString(), "sequence", 7L, "digest", ONES, "at", AT.toString()));
        String mac = HexFormat.of().formatHex(master.mac("audit checkpoint", text.getBytes(StandardCharsets.UTF_8)));
        Checkpoint old = new Checkpoint(7, ONES, AT, mac);

        assertThat(old.isGenuine(acme, SignatureCheck.of(master))).isTrue();
        assertThat(old.isGenuine(acme, SignatureCheck.of(key('x')))).isFalse();
        assertThat(old.isGenuine(acme, byAnybody)).isFalse();
        assertThat(byAnybody.isSecret(mac)).isTrue();
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        assertThatThrownBy(() -> PublicCheckpointKey.ofX("AAAA")).isInstanceOf(IllegalArgumentException.class);
    }

    static MasterKey key(char letter) {
        return MasterKey.ofBase64(Base64.getEncoder()
                .encodeToString(String.valueOf(letter).repeat(32).getBytes(StandardCharsets.US_ASCII)));
    }
}
