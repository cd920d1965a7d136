// Ledgercheck verifies an exported ledger with the code behind Go's checksum database, which shares nothing with ours.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run main.go KEY FOLDER
//
// FOLDER holds checkpoint, tile/…, older checkpoints as checkpoint.N, receipts as N.tlog-proof and consistency proofs as
// consistency.M.N, one base64 hash a line.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	verifier, err := note.NewVerifier(os.Args[1])
	check(err)
	log := &ledger{folder: os.Args[2], keys: note.VerifierList(verifier)}
	current := log.checkpoint(log.read("checkpoint"))
	inclusions := log.entries(current)
	consistencies := log.growth(current)
	receipts := log.receipts()
	served := log.servedConsistency()
	fmt.Printf("ok %d entries, %d checkpoints, %d receipts, %d consistency proofs\n",
		inclusions, consistencies, receipts, served)
}

type ledger struct {
	folder string
	keys   note.Verifiers
}

func (l *ledger) Height() int { return 8 }

func (l *ledger) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(l.folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, bytes)
	}
	return all, nil
}

func (l *ledger) SaveTiles([]tlog.Tile, [][]byte) {}

func (l *ledger) read(name string) []byte {
	bytes, err := os.ReadFile(filepath.Join(l.folder, name))
	check(err)
	return bytes
}

func (l *ledger) checkpoint(text []byte) tlog.Tree {
	signed, err := note.Open(text, l.keys)
	check(err)
	lines := strings.Split(signed.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	return tlog.Tree{N: size, Hash: hash(lines[2])}
}

// entries reads every entry from its bundle and proves it by the tiles alone.
func (l *ledger) entries(tree tlog.Tree) int {
	reader := tlog.TileHashReader(tree, l)
	for index := int64(0); index < tree.N; {
		width := tree.N - index
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: 0, N: index / 256, W: int(width)}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		bundle := l.read(path)
		for ; len(bundle) > 0; index++ {
			length := int(binary.BigEndian.Uint16(bundle))
			entry := bundle[2 : 2+length]
			bundle = bundle[2+length:]
			proof, err := tlog.ProveRecord(tree.N, index, reader)
			check(err)
			check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)))
		}
	}
	return int(tree.N)
}

// growth proves each older checkpoint to be the start of the current tree.
func (l *ledger) growth(tree tlog.Tree) int {
	names, err := filepath.Glob(filepath.Join(l.folder, "checkpoint.*"))
	check(err)
	reader := tlog.TileHashReader(tree, l)
	for _, name := range names {
		old := l.checkpoint(l.read(filepath.Base(name)))
		proof, err := tlog.ProveTree(tree.N, old.N, reader)
		check(err)
		check(tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash))
	}
	return len(names)
}

// receipts checks the proofs that the ledger itself handed out.
func (l *ledger) receipts() int {
	names, err := filepath.Glob(filepath.Join(l.folder, "*.tlog-proof"))
	check(err)
	for _, name := range names {
		parts := strings.SplitN(string(l.read(filepath.Base(name))), "\n\n", 2)
		lines := strings.Split(parts[0], "\n")
		index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
		check(err)
		var proof tlog.RecordProof
		for _, line := range lines[2:] {
			proof = append(proof, hash(line))
		}
		tree := l.checkpoint([]byte(parts[1]))
		leaves, err := tlog.TileHashReader(tree, l).ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		check(err)
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaves[0]))
	}
	return len(names)
}

// servedConsistency checks the consistency proofs that the ledger itself handed out.
func (l *ledger) servedConsistency() int {
	names, err := filepath.Glob(filepath.Join(l.folder, "consistency.*"))
	check(err)
	for _, name := range names {
		sizes := strings.Split(filepath.Base(name), ".")
		from := l.checkpoint(l.read("checkpoint." + sizes[1]))
		to := l.checkpoint(l.read("checkpoint." + sizes[2]))
		var proof tlog.TreeProof
		for _, line := range strings.Fields(string(l.read(filepath.Base(name)))) {
			proof = append(proof, hash(line))
		}
		check(tlog.CheckTree(proof, to.N, to.Hash, from.N, from.Hash))
	}
	return len(names)
}

func hash(text string) (h tlog.Hash) {
	bytes, err := base64.StdEncoding.DecodeString(text)
	check(err)
	if copy(h[:], bytes) != tlog.HashSize {
		check(fmt.Errorf("not a hash: %q", text))
	}
	return h
}

func check(err error) {
	if err != nil {
		fmt.Println("broken:", err)
		os.Exit(1)
	}
}
