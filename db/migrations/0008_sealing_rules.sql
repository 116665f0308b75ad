DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'sealing_keys', 'sealing_key_proofs', 'signing_keys', 'sealed_log_entries', 'sealed_log_commitments', 'opening_sessions',
    'released_shares', 'broken_shares', 'lost_opening_keys', 'released_bid_keys', 'script_releases'
  ] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Ciphertext does not compress.
ALTER TABLE bid_upload_chunks ALTER COLUMN content SET STORAGE EXTERNAL;
--> statement-breakpoint
-- An upload can be given up until it is submitted; what is submitted never changes.
CREATE FUNCTION refuse_change_of_upload() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM bid_submissions WHERE upload_id = OLD.id) THEN
    RAISE EXCEPTION 'an envelope does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER fixed_by_submission BEFORE UPDATE OR DELETE ON bid_uploads
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_upload();
--> statement-breakpoint
CREATE FUNCTION refuse_change_of_chunk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM bid_submissions WHERE upload_id = OLD.upload_id) THEN
    RAISE EXCEPTION 'an envelope does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER fixed_by_submission BEFORE UPDATE OR DELETE ON bid_upload_chunks
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_chunk();
--> statement-breakpoint
CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is not emptied', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON bid_uploads FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON bid_upload_chunks FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
--> statement-breakpoint
-- A bid is a whole envelope of its own bidder (电子招标投标办法 第二十七条).
CREATE FUNCTION refuse_partial_bid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM bid_uploads u WHERE u.id = NEW.upload_id AND u.tender_id = NEW.tender_id AND u.lot_id = NEW.lot_id
      AND u.bidder_id = NEW.bidder_id AND u.envelope_sha256 = NEW.envelope_sha256
      AND u.chunk_count = (SELECT count(*) FROM bid_upload_chunks c WHERE c.upload_id = u.id)
  ) THEN
    RAISE EXCEPTION 'the envelope is not whole' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER whole_envelope BEFORE INSERT ON bid_submissions FOR EACH ROW EXECUTE FUNCTION refuse_partial_bid();
--> statement-breakpoint
-- The deadline is compared once more when the transaction commits, with the time it has taken added.
CREATE FUNCTION refuse_late_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.submitted_at + (clock_timestamp() - NEW.stamped_at) >= (SELECT bid_deadline FROM tenders WHERE id = NEW.tender_id) THEN
    RAISE EXCEPTION 'the deadline passed before the bid was committed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'committed_in_time';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER committed_in_time AFTER INSERT ON bid_submissions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_late_commit();
--> statement-breakpoint
-- What a commitment covers is over: nothing is added to it afterwards.
CREATE FUNCTION refuse_entry_behind_commitment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM sealed_log_commitments WHERE tender_id = NEW.tender_id AND up_to > NEW.at) THEN
    RAISE EXCEPTION 'the sealed log is committed beyond that moment' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER after_commitments BEFORE INSERT ON sealed_log_entries FOR EACH ROW EXECUTE FUNCTION refuse_entry_behind_commitment();
--> statement-breakpoint
CREATE FUNCTION refuse_early_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.started_at < (SELECT bid_deadline FROM tenders WHERE id = NEW.tender_id) THEN
    RAISE EXCEPTION 'opening before the deadline' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER after_deadline BEFORE INSERT ON opening_sessions FOR EACH ROW EXECUTE FUNCTION refuse_early_session();
--> statement-breakpoint
-- Shares and keys are released while the opening goes on, neither before it starts nor after it is over.
CREATE FUNCTION refuse_release_outside_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE tender text := coalesce(to_jsonb(NEW) ->> 'tender_id', (SELECT tender_id FROM bid_uploads WHERE id = to_jsonb(NEW) ->> 'upload_id'));
BEGIN
  IF NOT EXISTS (SELECT 1 FROM opening_sessions WHERE tender_id = tender)
    OR EXISTS (SELECT 1 FROM bid_openings WHERE tender_id = tender) THEN
    RAISE EXCEPTION 'no opening of tender % goes on', tender USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['released_shares', 'broken_shares', 'lost_opening_keys', 'released_bid_keys'] LOOP
    EXECUTE format('CREATE TRIGGER during_opening BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_release_outside_session()', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION refuse_opening_without_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM opening_sessions WHERE tender_id = NEW.tender_id AND started_at <= NEW.opened_at) THEN
    RAISE EXCEPTION 'the opening was not started' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER after_session BEFORE INSERT ON bid_openings FOR EACH ROW EXECUTE FUNCTION refuse_opening_without_session();
