-- Registers and tiles are append-only. INSERT OR REPLACE fires no DELETE trigger, so insertions are guarded too.
CREATE TRIGGER register_entries_update BEFORE UPDATE ON register_entries
BEGIN SELECT RAISE(ABORT, 'register_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER register_entries_delete BEFORE DELETE ON register_entries
BEGIN SELECT RAISE(ABORT, 'register_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER register_entries_insert BEFORE INSERT ON register_entries
WHEN NEW.idx <> (SELECT coalesce(max(idx), -1) + 1 FROM register_entries WHERE register = NEW.register)
	OR EXISTS (SELECT 1 FROM register_entries WHERE register = NEW.register AND (idx = NEW.idx OR hash = NEW.hash))
BEGIN SELECT RAISE(ABORT, 'register_entries grows one by one'); END;
--> statement-breakpoint
CREATE TRIGGER register_heads_update BEFORE UPDATE ON register_heads WHEN NEW.size < OLD.size OR NEW.register <> OLD.register
BEGIN SELECT RAISE(ABORT, 'a register never shrinks'); END;
--> statement-breakpoint
CREATE TRIGGER register_heads_delete BEFORE DELETE ON register_heads
BEGIN SELECT RAISE(ABORT, 'a register is never removed'); END;
--> statement-breakpoint
CREATE TRIGGER register_tiles_update BEFORE UPDATE ON register_tiles
BEGIN SELECT RAISE(ABORT, 'a full tile never changes'); END;
--> statement-breakpoint
CREATE TRIGGER register_tiles_delete BEFORE DELETE ON register_tiles
BEGIN SELECT RAISE(ABORT, 'a full tile never changes'); END;
--> statement-breakpoint
CREATE TRIGGER ballots_delete BEFORE DELETE ON ballots
BEGIN SELECT RAISE(ABORT, 'an accepted ballot is never lost'); END;
--> statement-breakpoint
CREATE TRIGGER ballots_update BEFORE UPDATE ON ballots
WHEN OLD.number IS NOT NULL OR NEW.text <> OLD.text OR NEW.hash <> OLD.hash OR NEW.vote <> OLD.vote
	OR NEW.credential <> OLD.credential OR NEW.commitment <> OLD.commitment OR NEW.revision <> OLD.revision
BEGIN SELECT RAISE(ABORT, 'of an accepted ballot only its place may be set, once'); END;
--> statement-breakpoint
CREATE TRIGGER tokens_update BEFORE UPDATE ON tokens
BEGIN SELECT RAISE(ABORT, 'a redeemed token never changes'); END;
--> statement-breakpoint
CREATE TRIGGER tokens_delete BEFORE DELETE ON tokens
BEGIN SELECT RAISE(ABORT, 'a redeemed token is never forgotten'); END;
--> statement-breakpoint
CREATE TRIGGER issuances_update BEFORE UPDATE ON issuances
BEGIN SELECT RAISE(ABORT, 'an issued token never changes'); END;
--> statement-breakpoint
CREATE TRIGGER issuances_delete BEFORE DELETE ON issuances
BEGIN SELECT RAISE(ABORT, 'an issued token is never forgotten'); END;
