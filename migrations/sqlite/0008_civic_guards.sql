-- Texts whose hashes stand in the register are never exchanged.
CREATE TRIGGER documents_update BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'a published document never changes'); END;
--> statement-breakpoint
CREATE TRIGGER documents_delete BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'a published document is never removed'); END;
