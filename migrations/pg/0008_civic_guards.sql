-- Texts whose hashes stand in the register are never exchanged.
CREATE TRIGGER documents_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON documents FOR EACH STATEMENT EXECUTE FUNCTION refuse();
