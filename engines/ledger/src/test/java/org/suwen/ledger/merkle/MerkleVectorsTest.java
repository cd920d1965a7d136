package org.suwen.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The vectors of transparency-dev/merkle, right and wrong ones. */
class MerkleVectorsTest {
    private static final Path VECTORS = Path.of("../../testdata/vectors/merkle");

    @Test
    void findsTheVectors() throws IOException {
        assertThat(files("inclusion")).hasSize(98);
        assertThat(files("consistency")).hasSize(98);
    }

    @TestFactory
    Stream<DynamicTest> judgesInclusionAsTheVectorsSay() throws IOException {
        return files("inclusion").stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    JsonNode vector = new ObjectMapper().readTree(Files.readAllBytes(file));

                    assertThat(accepts(vector, MerkleVectorsTest::inclusion))
                            .isEqualTo(!vector.get("wantErr").asBoolean());
                }));
    }

    @TestFactory
    Stream<DynamicTest> judgesConsistencyAsTheVectorsSay() throws IOException {
        return files("consistency").stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    JsonNode vector = new ObjectMapper().readTree(Files.readAllBytes(file));

                    assertThat(accepts(vector, MerkleVectorsTest::consistency))
                            .isEqualTo(!vector.get("wantErr").asBoolean());
                }));
    }

    private interface Check {
        boolean holds(JsonNode vector);
    }

    private static boolean accepts(JsonNode vector, Check check) {
        try {
            return check.holds(vector);
        } catch (IllegalArgumentException e) {
            return false; // a hash that is not 32 bytes, or a size that does not fit a long
        }
    }

    private static boolean inclusion(JsonNode vector) {
        return MerkleTree.verifyInclusion(
                hash(vector.get("leafHash")),
                number(vector.get("leafIdx")),
                number(vector.get("treeSize")),
                hashes(vector.get("proof")),
                hash(vector.get("root")));
    }

    private static boolean consistency(JsonNode vector) {
        return MerkleTree.verifyConsistency(
                new TreeHead(number(vector.get("size1")), hash(vector.get("root1"))),
                new TreeHead(number(vector.get("size2")), hash(vector.get("root2"))),
                hashes(vector.get("proof")));
    }

    private static long number(JsonNode node) {
        if (!node.canConvertToLong()) {
            throw new IllegalArgumentException("not a long");
        }
        return node.asLong();
    }

    private static List<Hash> hashes(JsonNode node) {
        List<Hash> hashes = new ArrayList<>();
        node.forEach(hash -> hashes.add(hash(hash)));
        return hashes;
    }

    private static Hash hash(JsonNode node) {
        byte[] bytes = Base64.getDecoder().decode(node.asString());
        boolean placeholder = new String(bytes, StandardCharsets.UTF_8).startsWith("don't care");
        return placeholder ? MerkleTree.leafHash(bytes) : Hash.of(bytes);
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(VECTORS.resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
