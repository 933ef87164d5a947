-- The same guards as on SQLite.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
--> statement-breakpoint
CREATE FUNCTION grow_one_by_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF NEW.idx <> (SELECT coalesce(max(idx), -1) + 1 FROM register_entries WHERE register = NEW.register)
	THEN RAISE EXCEPTION 'register_entries grows one by one'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION never_shrink() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF NEW.size < OLD.size OR NEW.register <> OLD.register THEN RAISE EXCEPTION 'a register never shrinks'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION set_number_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	IF OLD.number IS NOT NULL OR NEW.text <> OLD.text OR NEW.hash <> OLD.hash OR NEW.vote <> OLD.vote
		OR NEW.credential <> OLD.credential OR NEW.commitment <> OLD.commitment OR NEW.revision <> OLD.revision
	THEN RAISE EXCEPTION 'of an accepted ballot only its place may be set, once'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER register_entries_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON register_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse();
--> statement-breakpoint
CREATE TRIGGER register_entries_insert BEFORE INSERT ON register_entries FOR EACH ROW EXECUTE FUNCTION grow_one_by_one();
--> statement-breakpoint
CREATE TRIGGER register_heads_update BEFORE UPDATE ON register_heads FOR EACH ROW EXECUTE FUNCTION never_shrink();
--> statement-breakpoint
CREATE TRIGGER register_heads_refuse BEFORE DELETE OR TRUNCATE ON register_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse();
--> statement-breakpoint
CREATE TRIGGER register_tiles_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON register_tiles FOR EACH STATEMENT EXECUTE FUNCTION refuse();
--> statement-breakpoint
CREATE TRIGGER ballots_update BEFORE UPDATE ON ballots FOR EACH ROW EXECUTE FUNCTION set_number_once();
--> statement-breakpoint
CREATE TRIGGER ballots_refuse BEFORE DELETE OR TRUNCATE ON ballots FOR EACH STATEMENT EXECUTE FUNCTION refuse();
--> statement-breakpoint
CREATE TRIGGER tokens_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON tokens FOR EACH STATEMENT EXECUTE FUNCTION refuse();
--> statement-breakpoint
CREATE TRIGGER issuances_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON issuances FOR EACH STATEMENT EXECUTE FUNCTION refuse();
