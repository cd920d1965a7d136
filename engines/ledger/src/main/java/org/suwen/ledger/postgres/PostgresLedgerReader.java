package org.suwen.ledger.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.suwen.ledger.merkle.EntryBundle;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TilePath;
import org.suwen.ledger.store.StoreException;
import org.suwen.ledger.verify.LedgerReader;
import org.suwen.ledger.verify.UnreadableLedgerException;

/**
 * Reads a ledger straight from its tables, without its sequencer.
 *
 * <p>Full tiles are those stored; a partial one is put together from the stored leaf hashes or the tiles below, so it is
 * compared with the entries, not with itself.
 */
public final class PostgresLedgerReader implements LedgerReader {
    private final DataSource source;
    private final PostgresLedgerStore store;

    public PostgresLedgerReader(DataSource source) {
        this.source = source;
        this.store = new PostgresLedgerStore(source);
    }

    @Override
    public Optional<String> checkpoint() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new UnreadableLedgerException("the ledger's database can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        try {
            if (path.isEntries()) {
                List<byte[]> entries = store.entries(path.index() * Tile.WIDTH, path.width());
                return Optional.of(EntryBundle.encode(entries));
            }
            return path.isFull() ? full(path) : partial(path);
        } catch (StoreException e) {
            throw new UnreadableLedgerException("the ledger's database can't be read: " + e.getMessage(), e);
        }
    }

    private Optional<byte[]> full(TilePath path) {
        return store.tiles(path.level(), path.index(), 1).stream().findFirst().map(Tile::hashes);
    }

    private Optional<byte[]> partial(TilePath path) {
        long first = path.index() * Tile.WIDTH;
        if (path.level() == 0) {
            byte[] leaves = store.leaves(first, path.width());
            return leaves.length == 0 ? Optional.empty() : Optional.of(leaves);
        }
        List<Tile> below = store.tiles(path.level() - 1, first, path.width());
        byte[] hashes = new byte[path.width() * Hash.BYTES];
        int found = 0;
        for (Tile tile : below) {
            if (tile.width() != Tile.WIDTH) {
                break;
            }
            tile.root().copyTo(hashes, found * Hash.BYTES);
            found++;
        }
        return found == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(hashes, found * Hash.BYTES));
    }
}
